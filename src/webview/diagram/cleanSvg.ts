import DOMPurify from 'dompurify';

/** What could load something, lead somewhere or run. A link stays, for it may carry a place in the drawing, but leads nowhere. */
const FORBIDDEN_ELEMENTS =
  'image img feimage script iframe object embed link meta base form input button video audio source track'.split(' ');
const FORBIDDEN_ATTRIBUTES = 'src srcset poster background ping action formaction target'.split(' ');
/** An address in CSS that is no place in the diagram itself. */
const FOREIGN_URL = /@import|image-set|(?:url|src)\(\s*(?!["']?#)|\\/i;

/**
 * The drawing of `svg`, ready for the page; `undefined` when there is none. Links lead nowhere and nothing is left that would
 * load, were it not for the page's Content-Security-Policy, which forbids it anyway.
 */
export function cleanSvg(svg: string): SVGSVGElement | undefined {
  const purify = DOMPurify(window);
  purify.addHook('uponSanitizeAttribute', ({ nodeName }, attribute) => {
    const { attrName, attrValue } = attribute;
    const isOwnPlace = attrValue.startsWith('#') && nodeName.toLowerCase() !== 'a';
    if (/^(xlink:)?href$/.test(attrName) && !isOwnPlace) attribute.keepAttr = false;
    if (attrName === 'style' && FOREIGN_URL.test(attrValue)) attribute.keepAttr = false;
  });
  purify.addHook('uponSanitizeElement', (element) => {
    if (element.nodeName.toLowerCase() === 'style' && FOREIGN_URL.test(element.textContent ?? '')) {
      element.textContent = withoutForeignRules(element.textContent ?? '');
    }
  });
  const clean = purify.sanitize(svg, {
    RETURN_DOM_FRAGMENT: true,
    ADD_TAGS: ['foreignobject', 'use'],
    ADD_ATTR: ['dominant-baseline'],
    HTML_INTEGRATION_POINTS: { foreignobject: true },
    FORBID_TAGS: FORBIDDEN_ELEMENTS,
    FORBID_ATTR: FORBIDDEN_ATTRIBUTES,
  });
  return clean.querySelector('svg') ?? undefined;
}

/** One bad rule must not cost the others. Mermaid writes rules that are flat, but for its animations. */
const withoutForeignRules = (css: string): string =>
  css.replaceAll(/[^{};]+:[^{};]*/g, (declaration) => (FOREIGN_URL.test(declaration) ? '' : declaration));
