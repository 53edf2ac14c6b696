/** Text of others in HTML: nothing in it is markup. */
export const escaped = (text: string): string => text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
