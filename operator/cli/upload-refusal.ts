import type { Answer } from './upload-exchange.ts';

const because: Readonly<Record<number, string>> = {
  401: 'it does not let you in: look at the credentials',
  403: 'it does not let you in: look at the credentials, or at when the presigned URL ended',
  404: 'the bucket or the path is not there',
  409: 'something else is being written there',
  412: 'something is there already, and nothing is replaced',
  413: 'the file is larger than it takes in one piece',
};

/** Why a store did not take something, as part of a sentence: what it answered, or how the connection ended. */
export const refusal = (of: unknown): string => {
  if (of instanceof Error) return (of as NodeJS.ErrnoException).code ?? of.message;
  const { status, text } = of as Answer;
  // Nothing else of what a stranger's server says gets to a terminal.
  const said = /<Code>([A-Za-z]{1,64})<\/Code>/.exec(text)?.[1];
  const why =
    status >= 300 && status < 400 ? 'it points elsewhere, and nobody follows: name the place itself, and the region' : because[status];
  return `it answered ${status}${said === undefined ? '' : ` ${said}`}${why === undefined ? '' : ` (${why})`}`;
};
