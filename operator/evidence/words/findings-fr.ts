import { meaning } from './codes.ts';
import { fr as codes } from './codes-fr.ts';
import type { FindingWords } from './findings.ts';
import { missing } from './missing.ts';

const needed = missing((medium, path) => `Exigé pour : ${medium} (${path}).`, codes.mediaType);

/** The findings in French. */
export const fr: FindingWords = {
  MissingPlaceOfDiscovery: needed(
    'Rien ne dit où il a été trouvé (ISO/IEC 27037, 5.4.2).',
    'Remplissez spec.identified tant que ce n’est pas écrit ; ensuite, celui qui l’a trouvé le dit dans une vérification.',
  ),
  MissingTool: needed(
    'Rien ne dit avec quel outil il a été recueilli, de sorte que personne ne peut répéter l’opération (V6).',
    'Le recueil s’écrit une seule fois : recueillez-le à nouveau en nommant l’outil, ou faites-le confirmer par une vérification.',
  ),
  MissingToolVersion: needed(
    'Rien ne dit quelle version de l’outil a servi ; une autre peut se comporter autrement (V6).',
    'Le recueil s’écrit une seule fois : celui qui a recueilli indique la version dans une vérification.',
  ),
  MissingClockOffset: needed(
    'L’horloge de la source n’a pas été comparée à l’heure exacte, de sorte que ses heures ne peuvent être situées (RFC 3227, 2).',
    'Comparez les horloges tant que la source fonctionne, et indiquez l’écart dans une vérification.',
  ),
  MissingReceivedTime: needed(
    'Une seule horloge dit quand il a été pris : rien ne dit quand il a été mis en dépôt (ISO/IEC 27037, 5.4.1).',
    'Celui qui l’a pris en dépôt indique l’heure dans une vérification ou dans la réception de la remise.',
  ),
  MissingWitness: needed(
    'Il ne peut être recueilli une seconde fois, et personne d’autre n’était présent (ISO/IEC 27037, 6.5).',
    'Si quelqu’un était tout de même présent, il le déclare dans une vérification.',
  ),
  MissingSafetyRemark: needed(
    'Rien ne dit à quoi il fallait veiller pour la sécurité des personnes, pas même qu’il n’y avait rien (V3).',
    'Le prochain dépositaire l’examine et l’indique dans la réception de la remise.',
  ),
  MissingPlace: needed('Rien ne dit dans quelle pièce ou quel coffre se trouve l’objet lui-même (V8).', 'Remplissez spec.location.place.'),
  MissingStorage: needed('Rien ne dit comment il est préservé de toute modification (V3, V8).', 'Remplissez spec.storage.how.'),
  MissingAccess: needed('Rien ne dit qui peut y accéder (V3).', 'Remplissez spec.storage.access.'),
  NotCollected: () => ({ message: 'L’élément a été identifié, mais pas recueilli.', cure: 'Remplissez spec.collection dès qu’il l’est.' }),
  NeitherCertifiedNorQualified: () => ({
    message: 'L’outil n’est pas certifié et la personne qui a recueilli n’est pas qualifiée (V6).',
    cure: 'Une personne qualifiée le recueille à nouveau, ou le confirme par une vérification.',
  }),
  CollectedLate: ({ hours }) => ({
    message: `Il a été recueilli plus de ${hours} heures après la constatation des faits (S3).`,
    cure: 'Rien n’y remédie ; dites pourquoi dans la description de la méthode.',
  }),
  ClocksDisagree: () => ({
    message: 'D’après ses deux horloges, il a été mis en dépôt avant d’être recueilli (ISO/IEC 27037, 5.4.1).',
    cure: 'Comparez les horloges de celui qui a recueilli et du dépositaire, et indiquez la différence dans une vérification.',
  }),
  CustodyGap: ({ gaps }) => ({
    message: `La chaîne de possession est rompue (V2) : ${gaps.map(({ entry, why }) => `${entry} ${codes.how[why]}`).join(', ')}.`,
    cure: 'Rien ne la répare. Que les octets soient encore les mêmes, ou le scellé intact, montre que c’est pourtant le même élément : vérifiez-le.',
  }),
  CustodyRecordedLate: ({ entries }) => ({
    message: `Consigné avant ce qui y conduit (V2) : ${entries.join(', ')}.`,
    cure: 'Rien n’y remédie ; celui qui a consigné tardivement la remise ou la réception manquante dit pourquoi.',
  }),
  TransferNotVerified: ({ entries, bySeal }) => ({
    message: `Personne n’a montré qu’il est arrivé inchangé (V8) : ${entries.join(', ')}.`,
    cure: bySeal
      ? 'Celui qui reçoit indique le numéro du scellé dans la réception.'
      : 'Celui qui reçoit indique l’empreinte dans la réception, ou vérifie l’élément.',
  }),
  AuthorisedAfterwards: () => ({
    message: 'Il a franchi une limite avant que ce soit autorisé (V7).',
    cure: 'Rien n’y remédie ; celui qui a autorisé dit dans le fondement pourquoi c’était permis.',
  }),
  AuthorisationExpired: ({ endedAt }, moment) => ({
    message: `Il franchit une limite de l’organisation ou du droit, et l’autorisation a pris fin : ${moment(endedAt)} (V7).`,
    cure: 'Obtenez une autorisation valable et inscrivez-la dans spec.authorisation. Jusque-là, l’élément reste en quarantaine.',
  }),
  NotAuthorised: ({ missing: parts }) => ({
    message: `Il franchit une limite de l’organisation ou du droit sans autorisation valable ; il manque dans spec.authorisation : ${parts.join(', ')} (V7).`,
    cure: 'Remplissez spec.authorisation avec basis, authoriser, reference, scope et expires. Jusque-là, l’élément reste en quarantaine.',
  }),
  NotHashed: () => ({
    message: 'Aucune empreinte ne fixe ce qui a été recueilli (V8).',
    cure: 'Remplissez spec.digest avec le SHA-256 des octets.',
  }),
  BytesDiffer: ({ statements, operatorAt }, moment) => ({
    message: `Une vérification a trouvé d’autres octets que ceux qui ont été recueillis (V8) : ${[...statements, ...(operatorAt === undefined ? [] : [`le registre : ${moment(operatorAt)}`])].join(', ')}.`,
    cure: 'Une vérification faite par erreur est corrigée par une autre qui la nomme dans `corrects`.',
  }),
  BytesUnreadable: ({ detail }) => ({
    message: `Le registre ne peut lire les octets là où ils devraient être (V8)${detail === undefined ? '' : ` : ${meaning(codes.unreadable, detail)}`}. Ce n’est pas une différence.`,
    cure: 'Écartez ce qui empêche de les lire ; le registre les vérifie ensuite de lui-même.',
  }),
  LocationUnknown: () => ({ message: 'Rien ne dit où il est conservé (V8).', cure: 'Remplissez spec.location.' }),
  NotSealed: () => ({
    message: 'Un objet sans octets a besoin d’un scellé qui montre que c’est le même (V3).',
    cure: 'Scellez-le et remplissez spec.storage.seal.',
  }),
  StampInvalid: ({ fault }) => ({
    message: `L’horodatage ne prouve pas quand il existait : ${meaning(codes.fault, fault)} (RFC 3161).`,
    cure: 'Le point de contrôle de la chronologie le montre toujours.',
  }),
  StampCertificateEnded: ({ endedAt }, moment) => ({
    message: `Le certificat derrière l’horodatage a pris fin : ${moment(endedAt)} ; un vol de sa clé survenu depuis passerait inaperçu (RFC 3161, annexe B).`,
    cure: 'Faites horodater le jeton lui-même par une autorité plus récente, et conservez les deux avec les octets.',
  }),
  NotStamped: ({ fault }) => ({
    message: `Aucune autorité ne dit quand il existait : ${meaning(codes.fault, fault)}. Le point de contrôle signé de la chronologie en tient lieu.`,
    cure: 'Le registre redemande chaque heure ; une autorité à laquelle on ne se fie pas en est une autre, ou son certificat manque parmi les ancres.',
  }),
};
