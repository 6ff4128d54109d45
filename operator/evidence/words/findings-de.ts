import { meaning } from './codes.ts';
import { de as codes } from './codes-de.ts';
import type { FindingWords } from './findings.ts';
import { missing } from './missing.ts';

const needed = missing((medium, path) => `Erforderlich für: ${medium} (${path}).`, codes.mediaType);

/** The findings in German. */
export const de: FindingWords = {
  MissingPlaceOfDiscovery: needed(
    'Nichts sagt, wo es aufgefunden wurde (ISO/IEC 27037, 5.4.2).',
    'Füllen Sie spec.identified aus, solange es nicht geschrieben ist; danach sagt es in einer Prüfung, wer es gefunden hat.',
  ),
  MissingTool: needed(
    'Nichts sagt, mit welchem Werkzeug es gesichert wurde, sodass niemand es wiederholen kann (V6).',
    'Die Sicherung wird einmal geschrieben: Sichern Sie es erneut und nennen Sie das Werkzeug, oder lassen Sie es durch eine Prüfung bestätigen.',
  ),
  MissingToolVersion: needed(
    'Nichts sagt, welche Version des Werkzeugs verwendet wurde; eine andere kann sich anders verhalten (V6).',
    'Die Sicherung wird einmal geschrieben: Wer gesichert hat, nennt die Version in einer Prüfung.',
  ),
  MissingClockOffset: needed(
    'Die Uhr der Quelle wurde nicht mit der richtigen Zeit verglichen, sodass ihre Zeiten nicht einzuordnen sind (RFC 3227, 2).',
    'Vergleichen Sie die Uhren, solange die Quelle läuft, und nennen Sie die Abweichung in einer Prüfung.',
  ),
  MissingReceivedTime: needed(
    'Nur eine Uhr sagt, wann es genommen wurde: Nichts sagt, wann es in Verwahrung kam (ISO/IEC 27037, 5.4.1).',
    'Wer es in Verwahrung nahm, nennt die Zeit in einer Prüfung oder im Empfang der Übergabe.',
  ),
  MissingWitness: needed(
    'Es kann kein zweites Mal gesichert werden, und sonst war niemand dabei (ISO/IEC 27037, 6.5).',
    'Wer doch dabei war, erklärt das in einer Prüfung.',
  ),
  MissingSafetyRemark: needed(
    'Nichts sagt, was für die Sicherheit von Personen zu beachten war, nicht einmal, dass es nichts gab (V3).',
    'Der nächste Verwahrer sieht nach und nennt es im Empfang der Übergabe.',
  ),
  MissingPlace: needed('Nichts sagt, in welchem Raum oder Tresor die Sache selbst ist (V8).', 'Füllen Sie spec.location.place aus.'),
  MissingStorage: needed('Nichts sagt, wie es vor Veränderung bewahrt wird (V3, V8).', 'Füllen Sie spec.storage.how aus.'),
  MissingAccess: needed('Nichts sagt, wer Zugang hat (V3).', 'Füllen Sie spec.storage.access aus.'),
  NotCollected: () => ({
    message: 'Das Stück wurde aufgefunden, aber nicht gesichert.',
    cure: 'Füllen Sie spec.collection aus, sobald es gesichert ist.',
  }),
  NeitherCertifiedNorQualified: () => ({
    message: 'Weder ist das Werkzeug zertifiziert noch die sichernde Person qualifiziert (V6).',
    cure: 'Eine qualifizierte Person sichert es erneut oder bestätigt es durch eine Prüfung.',
  }),
  CollectedLate: ({ hours }) => ({
    message: `Es wurde mehr als ${hours} Stunden nach der Feststellung des Sachverhalts gesichert (S3).`,
    cure: 'Nichts behebt das; sagen Sie in der Beschreibung des Vorgehens, warum.',
  }),
  ClocksDisagree: () => ({
    message: 'Nach den beiden Uhren kam es in Verwahrung, bevor es gesichert war (ISO/IEC 27037, 5.4.1).',
    cure: 'Vergleichen Sie die Uhren der sichernden Person und des Verwahrers, und nennen Sie den Unterschied in einer Prüfung.',
  }),
  CustodyGap: ({ gaps }) => ({
    message: `Die Beweismittelkette ist unterbrochen (V2): ${gaps.map(({ entry, why }) => `${entry} ${codes.how[why]}`).join(', ')}.`,
    cure: 'Nichts stellt sie wieder her. Dass die Bytes noch dieselben sind oder das Siegel unversehrt ist, zeigt, dass es trotzdem dasselbe ist: Prüfen Sie es.',
  }),
  CustodyRecordedLate: ({ entries }) => ({
    message: `Verzeichnet vor dem, was dazu führt (V2): ${entries.join(', ')}.`,
    cure: 'Nichts behebt das; wer die fehlende Übergabe oder den Empfang spät verzeichnete, sagt, warum.',
  }),
  TransferNotVerified: ({ entries, bySeal }) => ({
    message: `Niemand hat gezeigt, dass es unverändert ankam (V8): ${entries.join(', ')}.`,
    cure: bySeal
      ? 'Der Empfänger nennt die Nummer des Siegels im Empfang.'
      : 'Der Empfänger nennt die Prüfsumme im Empfang oder prüft das Stück.',
  }),
  AuthorisedAfterwards: () => ({
    message: 'Es überschritt eine Grenze, bevor dazu ermächtigt wurde (V7).',
    cure: 'Nichts behebt das; wer ermächtigte, sagt in der Grundlage, warum das zulässig war.',
  }),
  AuthorisationExpired: ({ endedAt }, moment) => ({
    message: `Es überschreitet eine Grenze der Organisation oder des Rechts, und die Ermächtigung lief ab: ${moment(endedAt)} (V7).`,
    cure: 'Holen Sie eine gültige ein und tragen Sie sie in spec.authorisation ein. Bis dahin bleibt das Stück in Quarantäne.',
  }),
  NotAuthorised: ({ missing: parts }) => ({
    message: `Es überschreitet eine Grenze der Organisation oder des Rechts ohne gültige Ermächtigung; in spec.authorisation fehlt: ${parts.join(', ')} (V7).`,
    cure: 'Füllen Sie spec.authorisation mit basis, authoriser, reference, scope und expires aus. Bis dahin bleibt das Stück in Quarantäne.',
  }),
  NotHashed: () => ({
    message: 'Keine Prüfsumme legt fest, was gesichert wurde (V8).',
    cure: 'Füllen Sie spec.digest mit dem SHA-256 der Bytes aus.',
  }),
  BytesDiffer: ({ statements, operatorAt }, moment) => ({
    message: `Eine Prüfung fand andere Bytes, als gesichert wurden (V8): ${[...statements, ...(operatorAt === undefined ? [] : [`das Register: ${moment(operatorAt)}`])].join(', ')}.`,
    cure: 'Eine irrtümliche Prüfung wird durch eine andere berichtigt, die sie in `corrects` nennt.',
  }),
  BytesUnreadable: ({ detail }) => ({
    message: `Das Register kann die Bytes dort, wo sie sein sollen, nicht lesen (V8)${detail === undefined ? '' : `: ${meaning(codes.unreadable, detail)}`}. Das ist keine Abweichung.`,
    cure: 'Beseitigen Sie, was das Lesen verhindert; danach prüft das Register sie von selbst.',
  }),
  LocationUnknown: () => ({ message: 'Nichts sagt, wo es aufbewahrt wird (V8).', cure: 'Füllen Sie spec.location aus.' }),
  NotSealed: () => ({
    message: 'Eine Sache ohne Bytes braucht ein Siegel, das zeigt, dass es dieselbe ist (V3).',
    cure: 'Versiegeln Sie sie und füllen Sie spec.storage.seal aus.',
  }),
  StampInvalid: ({ fault }) => ({
    message: `Der Zeitstempel beweist nicht, wann es bestand: ${meaning(codes.fault, fault)} (RFC 3161).`,
    cure: 'Der Prüfpunkt über die Zeitleiste zeigt es weiterhin.',
  }),
  StampCertificateEnded: ({ endedAt }, moment) => ({
    message: `Das Zertifikat hinter dem Zeitstempel endete: ${moment(endedAt)}; ein Diebstahl seines Schlüssels seither fiele nicht auf (RFC 3161, Anhang B).`,
    cure: 'Lassen Sie das Token selbst von einem neueren Dienst stempeln, und bewahren Sie beide bei den Bytes auf.',
  }),
  NotStamped: ({ fault }) => ({
    message: `Kein Zeitstempeldienst sagt, wann es bestand: ${meaning(codes.fault, fault)}. Der signierte Prüfpunkt über die Zeitleiste tritt an seine Stelle.`,
    cure: 'Das Register fragt jede Stunde erneut; ein Dienst, dem man nicht traut, ist ein anderer, oder sein Zertifikat fehlt unter den Ankern.',
  }),
};
