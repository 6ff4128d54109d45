/** How far a sink was told of each record: the number of the last entry that it took, by the uid of the record. */
export type Progress = ReadonlyMap<string, number>;

/** The progress of all records is kept in sixteen parts, so that one step of one record writes a sixteenth. */
export const parts: readonly string[] = [...'0123456789abcdef'];

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The part in which a record is kept: a uid is random from its first digit on. */
export const partOf = (uid: string): string => (form.test(uid) ? uid.charAt(0) : '0');

const packedLength = 22;

const pack = (uid: string): string => Buffer.from(uid.replaceAll('-', ''), 'hex').toString('base64url');

const unpack = (text: string): string => {
  const hex = Buffer.from(text, 'base64url').toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** Writes progress down: some 25 characters for a record. What has no uid as Kubernetes gives them is left out, and told again one day. */
export const writeProgress = (progress: Progress): string =>
  [...progress].flatMap(([uid, seq]) => (form.test(uid) ? [`${pack(uid)}${seq.toString(36)}`] : [])).join(' ');

/** Reads progress; what is none is passed over, so that an edit of the object has some entries told again and loses none. */
export const readProgress = (text: string): Map<string, number> =>
  new Map(
    text.split(' ').flatMap((item) => {
      const [uid, digits] = [item.slice(0, packedLength), item.slice(packedLength)];
      const seq = /^[0-9a-z]{1,8}$/.test(digits) ? Number.parseInt(digits, 36) : Number.NaN;
      return /^[\w-]{22}$/.test(uid) && Number.isSafeInteger(seq) ? [[unpack(uid), seq] as const] : [];
    }),
  );
