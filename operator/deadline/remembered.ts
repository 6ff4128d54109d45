/** How many answers one function remembers: those of some hundred records, of which a storm or a cold start never has more at hand. */
const most = 4096;

/** Longer questions are rare and may be hostile: answering them again costs less than keeping them. */
const longest = 200;

/**
 * A pure function of a text that remembers its answers, because the same few moments and durations are asked for at every deadline of a
 * record. Once full it forgets everything: what is asked for again is soon there again.
 */
export const remembered = <Answer extends object>(answer: (text: string) => Answer): ((text: string) => Answer) => {
  const known = new Map<string, Answer>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = answer(text);
    if (text.length > longest) return value;
    if (known.size >= most) known.clear();
    known.set(text, value);
    return value;
  };
};
