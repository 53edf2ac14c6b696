import { Icon } from './icon.tsx';

interface Props {
  readonly icon: string;
  readonly label: string;
  /** Where the label alone does not say enough. */
  readonly title?: string;
  readonly onClick: () => void;
  readonly class?: string;
  readonly disabled?: boolean;
  /** Of a switch: whether it is on. */
  readonly isPressed?: boolean;
  /** Of what shows and hides something. */
  readonly isExpanded?: boolean;
  readonly tabIndex?: number;
}

export function IconButton({
  icon,
  label,
  title,
  onClick,
  class: extra,
  disabled,
  isPressed,
  isExpanded,
  tabIndex,
}: Props) {
  return (
    <button
      type="button"
      class={`icon-button ${extra ?? ''}`}
      aria-label={label}
      title={title ?? label}
      aria-disabled={disabled ?? false}
      aria-pressed={isPressed}
      aria-expanded={isExpanded}
      tabIndex={tabIndex}
      onClick={() => disabled !== true && onClick()}
    >
      <Icon name={icon} />
    </button>
  );
}
