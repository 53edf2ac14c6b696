/** What is wrong with a file or an option of an evaluation. The message is a sentence for the user. */
export class EvaluationError extends Error {}
