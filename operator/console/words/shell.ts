import type { Language } from '../../document/model.ts';

/** What every page says around its content, and the pages that say why there is none. */
export interface ShellWords {
  readonly skip: string;
  readonly language: string;
  readonly report: string;
  readonly inbox: string;
  readonly register: string;
  readonly breaches: string;
  readonly signIn: string;
  readonly signOut: string;
  readonly signedIn: (name: string) => string;
  readonly notFound: { readonly title: string; readonly text: string };
  readonly notYours: { readonly title: string; readonly text: string; readonly role: (role: string) => string };
  readonly typed: string;
  readonly notTaken: { readonly title: string; readonly text: string };
  readonly signInFirst: { readonly title: string; readonly text: string; readonly again: string };
  readonly crossSite: { readonly title: string; readonly text: string };
  readonly tooMuch: { readonly title: string; readonly text: (seconds: number) => string };
  readonly tooLarge: { readonly title: string; readonly text: string };
  readonly unavailable: { readonly title: string; readonly text: string };
  readonly signInFailed: { readonly title: string; readonly text: string };
  readonly noSignIn: { readonly title: string; readonly text: string };
}

/** The words of the shell in every language. */
export const shellWords: Readonly<Record<Language, ShellWords>> = {
  nl: {
    skip: 'Naar de inhoud',
    language: 'Taal',
    report: 'Melden',
    inbox: 'Postvak',
    register: 'Alle incidenten',
    breaches: 'Register van inbreuken',
    signIn: 'Aanmelden',
    signOut: 'Afmelden',
    signedIn: (name) => `Aangemeld als ${name}`,
    notFound: { title: 'Niet gevonden', text: 'Deze pagina bestaat niet, of de link is niet volledig overgenomen.' },
    notYours: {
      title: 'Dit mag u niet',
      text: 'U bent aangemeld, maar uw account heeft hier het recht niet voor. Er is niets gewijzigd.',
      role: (role) => `Wie dit mag, heeft de rol ${role}. Vraag uw beheerder om die rol, of vraag het aan iemand die ze heeft.`,
    },
    typed: 'Wat u had ingevuld',
    notTaken: {
      title: 'Dit neemt het register zo niet aan',
      text: 'Er is niets opgeslagen. Ga terug, en pas aan wat het register hieronder zegt.',
    },
    signInFirst: {
      title: 'Meld u eerst aan',
      text: 'U bent niet aangemeld, of uw sessie is verlopen.',
      again: 'Aanmelden',
    },
    crossSite: {
      title: 'Dit formulier kwam niet van deze site',
      text: 'Om u te beschermen, is niets opgeslagen. Open de pagina opnieuw en vul het formulier daar in.',
    },
    tooMuch: {
      title: 'Te veel meldingen na elkaar',
      text: (seconds) =>
        `Van uw aansluiting komen nu te veel meldingen. Probeer het over ${seconds} seconden opnieuw, of bel het contactpunt.`,
    },
    tooLarge: { title: 'Te groot', text: 'Wat u stuurde, is te groot. Kort de tekst in; bijlagen geeft u aan het contactpunt.' },
    unavailable: {
      title: 'Het lukt nu niet',
      text: 'Het register antwoordt niet. Had u iets verstuurd, verstuur het dan over een minuut opnieuw: het wordt één keer opgeslagen. Kan het niet wachten, bel dan het contactpunt.',
    },
    signInFailed: {
      title: 'Aanmelden is niet gelukt',
      text: 'De aanmelding werd niet afgerond, of duurde te lang. Begin opnieuw.',
    },
    noSignIn: { title: 'Aanmelden is hier niet ingesteld', text: 'Op deze site kunt u alleen melden.' },
  },
  fr: {
    skip: 'Aller au contenu',
    language: 'Langue',
    report: 'Signaler',
    inbox: 'Boîte de réception',
    register: 'Tous les incidents',
    breaches: 'Registre des violations',
    signIn: 'Se connecter',
    signOut: 'Se déconnecter',
    signedIn: (name) => `Connecté : ${name}`,
    notFound: { title: 'Introuvable', text: 'Cette page n’existe pas, ou le lien n’a pas été repris en entier.' },
    notYours: {
      title: 'Vous n’avez pas ce droit',
      text: 'Vous êtes connecté, mais votre compte n’a pas ce droit. Rien n’a été modifié.',
      role: (role) =>
        `Ce droit appartient au rôle ${role}. Demandez ce rôle à votre administrateur, ou adressez-vous à une personne qui l’a.`,
    },
    typed: 'Ce que vous aviez rempli',
    notTaken: {
      title: 'Le registre ne l’accepte pas ainsi',
      text: 'Rien n’a été enregistré. Revenez en arrière et corrigez ce que le registre dit ci-dessous.',
    },
    signInFirst: {
      title: 'Connectez-vous d’abord',
      text: 'Vous n’êtes pas connecté, ou votre session a expiré.',
      again: 'Se connecter',
    },
    crossSite: {
      title: 'Ce formulaire ne vient pas de ce site',
      text: 'Pour votre protection, rien n’a été enregistré. Ouvrez à nouveau la page et remplissez-y le formulaire.',
    },
    tooMuch: {
      title: 'Trop de signalements à la suite',
      text: (seconds) =>
        `Trop de signalements viennent de votre connexion. Réessayez dans ${seconds} secondes, ou téléphonez au point de contact.`,
    },
    tooLarge: {
      title: 'Trop volumineux',
      text: 'Votre envoi est trop volumineux. Raccourcissez le texte ; remettez les annexes au point de contact.',
    },
    unavailable: {
      title: 'Impossible pour le moment',
      text: 'Le registre ne répond pas. Si vous aviez envoyé quelque chose, renvoyez-le dans une minute : ce sera enregistré une seule fois. Si c’est urgent, téléphonez au point de contact.',
    },
    signInFailed: { title: 'La connexion a échoué', text: 'La connexion n’a pas abouti, ou a pris trop de temps. Recommencez.' },
    noSignIn: { title: 'La connexion n’est pas configurée', text: 'Sur ce site, vous pouvez seulement signaler.' },
  },
  de: {
    skip: 'Zum Inhalt',
    language: 'Sprache',
    report: 'Melden',
    inbox: 'Posteingang',
    register: 'Alle Vorfälle',
    breaches: 'Verzeichnis der Verletzungen',
    signIn: 'Anmelden',
    signOut: 'Abmelden',
    signedIn: (name) => `Angemeldet als ${name}`,
    notFound: { title: 'Nicht gefunden', text: 'Diese Seite gibt es nicht, oder der Link wurde nicht vollständig übernommen.' },
    notYours: {
      title: 'Dazu sind Sie nicht berechtigt',
      text: 'Sie sind angemeldet, aber Ihr Konto hat dieses Recht nicht. Es wurde nichts geändert.',
      role: (role) => `Berechtigt ist die Rolle ${role}. Bitten Sie Ihren Administrator um diese Rolle, oder jemanden, der sie hat.`,
    },
    typed: 'Was Sie ausgefüllt hatten',
    notTaken: {
      title: 'So nimmt das Register es nicht an',
      text: 'Es wurde nichts gespeichert. Gehen Sie zurück und ändern Sie, was das Register unten sagt.',
    },
    signInFirst: {
      title: 'Melden Sie sich zuerst an',
      text: 'Sie sind nicht angemeldet, oder Ihre Sitzung ist abgelaufen.',
      again: 'Anmelden',
    },
    crossSite: {
      title: 'Dieses Formular kam nicht von dieser Website',
      text: 'Zu Ihrem Schutz wurde nichts gespeichert. Öffnen Sie die Seite neu und füllen Sie das Formular dort aus.',
    },
    tooMuch: {
      title: 'Zu viele Meldungen hintereinander',
      text: (seconds) =>
        `Von Ihrem Anschluss kommen zurzeit zu viele Meldungen. Versuchen Sie es in ${seconds} Sekunden erneut, oder rufen Sie die Anlaufstelle an.`,
    },
    tooLarge: { title: 'Zu groß', text: 'Was Sie geschickt haben, ist zu groß. Kürzen Sie den Text; Anlagen geben Sie der Anlaufstelle.' },
    unavailable: {
      title: 'Das geht gerade nicht',
      text: 'Das Register antwortet nicht. Hatten Sie etwas abgesendet, senden Sie es in einer Minute erneut: es wird einmal gespeichert. Wenn es eilt, rufen Sie die Anlaufstelle an.',
    },
    signInFailed: {
      title: 'Die Anmeldung ist nicht gelungen',
      text: 'Die Anmeldung wurde nicht abgeschlossen oder dauerte zu lange. Beginnen Sie neu.',
    },
    noSignIn: { title: 'Die Anmeldung ist nicht eingerichtet', text: 'Auf dieser Website können Sie nur melden.' },
  },
  en: {
    skip: 'Skip to content',
    language: 'Language',
    report: 'Report',
    inbox: 'Inbox',
    register: 'All incidents',
    breaches: 'Breach register',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedIn: (name) => `Signed in as ${name}`,
    notFound: { title: 'Not found', text: 'There is no such page, or the link was not copied whole.' },
    notYours: {
      title: 'You may not do this',
      text: 'You are signed in, but your account does not have this right. Nothing was changed.',
      role: (role) => `Whoever may do this has the role ${role}. Ask your administrator for that role, or somebody who has it.`,
    },
    typed: 'What you had filled in',
    notTaken: {
      title: 'The register does not take this as it is',
      text: 'Nothing was stored. Go back and change what the register says below.',
    },
    signInFirst: {
      title: 'Sign in first',
      text: 'You are not signed in, or your session has ended.',
      again: 'Sign in',
    },
    crossSite: {
      title: 'This form did not come from this site',
      text: 'To protect you, nothing was stored. Open the page again and fill in the form there.',
    },
    tooMuch: {
      title: 'Too many reports in a row',
      text: (seconds) => `Too many reports are coming from your connection. Try again in ${seconds} seconds, or call the contact point.`,
    },
    tooLarge: { title: 'Too large', text: 'What you sent is too large. Shorten the text; hand attachments to the contact point.' },
    unavailable: {
      title: 'It does not work at the moment',
      text: 'The register does not answer. If you had sent something, send it again in a minute: it is stored once. If it cannot wait, call the contact point.',
    },
    signInFailed: { title: 'Signing in failed', text: 'The sign-in was not completed, or took too long. Start again.' },
    noSignIn: { title: 'Signing in is not set up here', text: 'On this site you can only report.' },
  },
};
