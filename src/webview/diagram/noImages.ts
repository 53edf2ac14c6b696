/** Pixels; what Mermaid takes an image for whose node gives no size. */
const SIDE = 48;
const ADDRESS = /^(?:src|srcset|(?:\w+:)?href)$/i;

/**
 * Mermaid loads the images of `A@{ img: "…" }` to measure them, and gives up on the whole diagram when one does not come. The
 * page may load none (its Content-Security-Policy): images seem to be there at once, with nothing on them.
 */
export function neverLoadImages(): void {
  const side = { get: () => SIDE, configurable: true };
  Object.defineProperties(HTMLImageElement.prototype, {
    src: { get: () => '', set: () => undefined, configurable: true },
    srcset: { get: () => '', set: () => undefined, configurable: true },
    complete: { get: () => true, configurable: true },
    naturalWidth: side,
    naturalHeight: side,
    decode: { value: () => Promise.resolve(), configurable: true },
  });
  for (const { prototype } of [HTMLImageElement, SVGImageElement]) {
    prototype.setAttribute = function (name, value) {
      if (!ADDRESS.test(name)) Element.prototype.setAttribute.call(this, name, value);
    };
    prototype.setAttributeNS = function (namespace: string | null, name: string, value: string) {
      if (!ADDRESS.test(name)) Element.prototype.setAttributeNS.call(this, namespace, name, value);
    };
  }
}
