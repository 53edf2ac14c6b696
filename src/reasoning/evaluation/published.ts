/** Figures that others published, with how they were got. "not known": no text gives one, only a picture. */
export interface Published {
  readonly model: string;
  readonly protocol: string;
  /** Percent. */
  readonly gsm8k?: number;
  readonly math?: number;
  readonly arcChallenge?: number;
  readonly source: string;
}

export const PUBLISHED: readonly Published[] = [
  {
    model: 'Cerebrum 7b',
    protocol: 'zero-shot, its own template',
    source: 'model card of AetherResearch/Cerebrum-1.0-7b, as a picture only',
  },
  {
    model: 'Mistral 7b',
    protocol: 'GSM8K 8-shot maj@8; MATH 4-shot maj@4; ARC 0-shot',
    gsm8k: 52.2,
    math: 13.1,
    arcChallenge: 55.5,
    source: 'Mistral 7B, arXiv 2310.06825',
  },
  {
    model: 'Llama 2 70b',
    protocol: 'GSM8K 8-shot; MATH 4-shot; ARC 0-shot',
    gsm8k: 56.8,
    math: 13.5,
    arcChallenge: 57.4,
    source: 'secondary tables only (of LEMA and Skywork-Math); ARC weakly attested',
  },
];
