import { Icon } from './icon.tsx';

interface Props {
  readonly icon: string;
  readonly label: string;
  readonly onClick: () => void;
  readonly class?: string;
  readonly disabled?: boolean;
}

export function IconButton({ icon, label, onClick, class: extra, disabled }: Props) {
  return (
    <button
      type="button"
      class={`icon-button ${extra ?? ''}`}
      aria-label={label}
      title={label}
      aria-disabled={disabled ?? false}
      onClick={() => disabled !== true && onClick()}
    >
      <Icon name={icon} />
    </button>
  );
}
