/** UTF-8 to text: a bare JavaScript realm has no `TextDecoder`. Bytes that are none become U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i++] ?? 0;
    const more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : -1;
    let code = more <= 0 ? first : first & (0x3f >> more);
    let valid = more >= 0;
    for (let k = 0; k < more; k++) {
      const next = bytes[i] ?? 0;
      if ((next & 0xc0) !== 0x80) {
        valid = false;
        break;
      }
      code = (code << 6) | (next & 0x3f);
      i++;
    }
    text += String.fromCodePoint(valid && code <= 0x10ffff ? code : 0xfffd);
  }
  return text;
}
