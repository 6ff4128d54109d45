import type { IncidentPersonalDataRecordsCategory } from '../../api/types.gen.ts';
import type { Language } from '../../document/model.ts';

/** A category of data: as an authority names it, and as somebody reads it whose data they are. */
type Names = Readonly<Record<IncidentPersonalDataRecordsCategory, readonly [official: string, plain: string]>>;

const nl: Names = {
  Identity: ['identiteitsgegevens', 'uw naam en voornaam'],
  Contact: ['contactgegevens', 'uw adres, telefoonnummer of e-mailadres'],
  Birth: ['geboortegegevens', 'uw geboortedatum of geboorteplaats'],
  NationalNumber: ['rijksregisternummer', 'uw rijksregisternummer'],
  IdentityDocument: ['gegevens of kopie van een identiteitsdocument', 'de gegevens van uw identiteitskaart'],
  Financial: ['financiële gegevens', 'financiële gegevens, zoals bedragen of uw rekeningnummer'],
  PaymentCard: ['betaalkaartgegevens', 'de gegevens van uw betaalkaart'],
  Credentials: ['aanmeldgegevens', 'uw gebruikersnaam en wachtwoord'],
  HashedCredentials: ['gehashte aanmeldgegevens', 'uw wachtwoord in versleutelde vorm'],
  Communications: ['inhoud van communicatie', 'de inhoud van berichten'],
  Location: ['locatiegegevens', 'waar u was'],
  Behaviour: ['gedrags- en gebruiksgegevens', 'hoe u onze diensten gebruikt'],
  Employment: ['beroeps- en loopbaangegevens', 'gegevens over uw werk'],
  Education: ['opleidingsgegevens', 'gegevens over uw opleiding'],
  Family: ['gezinsgegevens', 'gegevens over uw gezin'],
  Health: ['gezondheidsgegevens (art. 9)', 'gegevens over uw gezondheid'],
  OtherSpecial: ['andere bijzondere categorieën van gegevens (art. 9)', 'gevoelige gegevens, zoals uw overtuiging of afkomst'],
  Criminal: ['gegevens over veroordelingen en strafbare feiten (art. 10)', 'gegevens over veroordelingen of strafbare feiten'],
  ProfessionalSecret: ['gegevens onder beroepsgeheim', 'gegevens die onder een beroepsgeheim vallen'],
  Pseudonymous: ['gepseudonimiseerde gegevens', 'gegevens waarin uw naam door een code is vervangen'],
};

const fr: Names = {
  Identity: ['données d’identité', 'votre nom et votre prénom'],
  Contact: ['coordonnées', 'votre adresse, votre numéro de téléphone ou votre adresse e-mail'],
  Birth: ['données de naissance', 'votre date ou votre lieu de naissance'],
  NationalNumber: ['numéro de registre national', 'votre numéro de registre national'],
  IdentityDocument: ['données ou copie d’un document d’identité', 'les données de votre carte d’identité'],
  Financial: ['données financières', 'des données financières, comme des montants ou votre numéro de compte'],
  PaymentCard: ['données de carte de paiement', 'les données de votre carte de paiement'],
  Credentials: ['identifiants de connexion', 'votre nom d’utilisateur et votre mot de passe'],
  HashedCredentials: ['identifiants hachés', 'votre mot de passe sous une forme chiffrée'],
  Communications: ['contenu de communications', 'le contenu de messages'],
  Location: ['données de localisation', 'les endroits où vous étiez'],
  Behaviour: ['données de comportement et d’usage', 'la manière dont vous utilisez nos services'],
  Employment: ['données professionnelles', 'des données sur votre travail'],
  Education: ['données de formation', 'des données sur vos études'],
  Family: ['données familiales', 'des données sur votre famille'],
  Health: ['données de santé (art. 9)', 'des données sur votre santé'],
  OtherSpecial: ['autres catégories particulières de données (art. 9)', 'des données sensibles, comme vos convictions ou vos origines'],
  Criminal: ['données relatives aux condamnations et aux infractions (art. 10)', 'des données sur des condamnations ou des infractions'],
  ProfessionalSecret: ['données couvertes par le secret professionnel', 'des données couvertes par un secret professionnel'],
  Pseudonymous: ['données pseudonymisées', 'des données où un code remplace votre nom'],
};

const de: Names = {
  Identity: ['Identitätsdaten', 'Ihr Vor- und Nachname'],
  Contact: ['Kontaktdaten', 'Ihre Anschrift, Telefonnummer oder E-Mail-Adresse'],
  Birth: ['Geburtsdaten', 'Ihr Geburtsdatum oder Geburtsort'],
  NationalNumber: ['Nationalregisternummer', 'Ihre Nationalregisternummer'],
  IdentityDocument: ['Daten oder Kopie eines Ausweises', 'die Daten Ihres Ausweises'],
  Financial: ['Finanzdaten', 'Finanzdaten, zum Beispiel Beträge oder Ihre Kontonummer'],
  PaymentCard: ['Zahlungskartendaten', 'die Daten Ihrer Zahlungskarte'],
  Credentials: ['Zugangsdaten', 'Ihr Benutzername und Ihr Passwort'],
  HashedCredentials: ['gehashte Zugangsdaten', 'Ihr Passwort in verschlüsselter Form'],
  Communications: ['Inhalt von Mitteilungen', 'der Inhalt von Nachrichten'],
  Location: ['Standortdaten', 'wo Sie waren'],
  Behaviour: ['Verhaltens- und Nutzungsdaten', 'wie Sie unsere Dienste nutzen'],
  Employment: ['Beschäftigungsdaten', 'Angaben zu Ihrer Arbeit'],
  Education: ['Ausbildungsdaten', 'Angaben zu Ihrer Ausbildung'],
  Family: ['Familiendaten', 'Angaben zu Ihrer Familie'],
  Health: ['Gesundheitsdaten (Art. 9)', 'Angaben zu Ihrer Gesundheit'],
  OtherSpecial: ['andere besondere Kategorien von Daten (Art. 9)', 'sensible Angaben, zum Beispiel zu Überzeugungen oder Herkunft'],
  Criminal: ['Daten über Verurteilungen und Straftaten (Art. 10)', 'Angaben zu Verurteilungen oder Straftaten'],
  ProfessionalSecret: ['Daten unter Berufsgeheimnis', 'Angaben, die unter ein Berufsgeheimnis fallen'],
  Pseudonymous: ['pseudonymisierte Daten', 'Angaben, in denen ein Code Ihren Namen ersetzt'],
};

const en: Names = {
  Identity: ['identity data', 'your first name and surname'],
  Contact: ['contact data', 'your address, telephone number or email address'],
  Birth: ['birth data', 'your date or place of birth'],
  NationalNumber: ['national register number', 'your national register number'],
  IdentityDocument: ['data or copy of an identity document', 'the details of your identity card'],
  Financial: ['financial data', 'financial details, such as amounts or your account number'],
  PaymentCard: ['payment card data', 'the details of your payment card'],
  Credentials: ['credentials', 'your user name and password'],
  HashedCredentials: ['hashed credentials', 'your password in an encrypted form'],
  Communications: ['content of communications', 'the content of messages'],
  Location: ['location data', 'where you were'],
  Behaviour: ['behaviour and usage data', 'how you use our services'],
  Employment: ['employment data', 'details of your work'],
  Education: ['education data', 'details of your education'],
  Family: ['family data', 'details of your family'],
  Health: ['health data (art. 9)', 'details of your health'],
  OtherSpecial: ['other special categories of data (art. 9)', 'sensitive details, such as your beliefs or origin'],
  Criminal: ['data on convictions and offences (art. 10)', 'details of convictions or offences'],
  ProfessionalSecret: ['data under professional secrecy', 'details that fall under professional secrecy'],
  Pseudonymous: ['pseudonymised data', 'details in which a code stands for your name'],
};

const names: Readonly<Record<Language, Names>> = { nl, fr, de, en };

/** Whether a code names a category of data that is known here. */
export const isDataCategory = (of: string): of is IncidentPersonalDataRecordsCategory => Object.hasOwn(en, of);

/** The name of a category of data for an authority or for the register. */
export const officialName = (language: Language, category: IncidentPersonalDataRecordsCategory): string => names[language][category][0];

/** The name of a category of data for the person whose data they are. */
export const plainName = (language: Language, category: IncidentPersonalDataRecordsCategory): string => names[language][category][1];
