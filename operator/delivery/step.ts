/** What became of one attempt to send. Everything in it is a code: never an address, and never a receiver's words (S6). */
export type Result =
  | { readonly kind: 'accepted'; readonly reference: string }
  /** The receiver will never take this message. */
  | { readonly kind: 'refused'; readonly reference: string }
  /** It may be tried again, not before `retryAfterMs`. Whether it arrived nobody knows; the key tells the receiver. */
  | { readonly kind: 'failed'; readonly reference: string; readonly retryAfterMs: number }
  /** Several notices in one message that will not be taken like this: each goes alone. */
  | { readonly kind: 'divided'; readonly reference: string }
  /** Nothing was sent: what was claimed is not what would go out now. */
  | { readonly kind: 'withdrawn' };

/**
 * What whoever sends asks to have written down. A step names the recipient, the key and the claim, so that taking one twice, or one that
 * is out of date, changes nothing.
 */
export type Step =
  | {
      readonly kind: 'claim';
      readonly to: string;
      readonly key: string;
      readonly claim: string;
      /** The key of the message in which it goes with others. */
      readonly bundle?: string | undefined;
    }
  | { readonly kind: 'result'; readonly to: string; readonly key: string; readonly claim: string; readonly result: Result };
