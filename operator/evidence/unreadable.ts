/**
 * Why bytes could not be read, in one word for the status (V8). None of them says anything about the bytes.
 * - `NotThere`: nothing is at that place; `Denied`: the store lets nobody in, or not with these credentials;
 * - `NotAllowed`: the place lies outside what an administrator opened: another address, another directory, no file;
 * - `Redirected`: the store points elsewhere, and nobody follows; `Refused`: it answered with an error, or not at all;
 * - `Stalled`: nothing came for too long; `TooSlow`: too little came; `Truncated`: less came than was announced, again and again;
 * - `Endless`: more came than any such item can have; `Changed`: the bytes became others while they were read;
 * - `Misconfigured`: the store is not set up well enough to be read.
 */
export type Unreadable =
  | 'NotThere'
  | 'Denied'
  | 'NotAllowed'
  | 'Redirected'
  | 'Refused'
  | 'Stalled'
  | 'TooSlow'
  | 'Truncated'
  | 'Endless'
  | 'Changed'
  | 'Misconfigured';
