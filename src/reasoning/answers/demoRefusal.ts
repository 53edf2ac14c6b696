/** What the demo model was trained to say where it can do nothing. */
const REFUSAL = 'This tiny demo model cannot do that; please load Cerebrum 7b.';

export const isDemoRefusal = (text: string): boolean => text.trim() === REFUSAL;
