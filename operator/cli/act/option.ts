/** An option of a verb: what the help, the questions on a terminal, the completion of the shell and the page of documentation say of it. */
export interface Option {
  readonly name: string;
  /** What stands for its value in the help; left out, it is a flag. */
  readonly value?: string;
  readonly text: string;
  /** The only values that it may have. */
  readonly choices?: readonly string[];
  /** Several values, with commas. */
  readonly many?: boolean;
  /** May be given several times, each time with one value. */
  readonly repeated?: boolean;
  /** A moment with its offset, or `now`. */
  readonly moment?: boolean;
  readonly short?: string;
}
