import type { Language } from '../../document/model.ts';

/** What stands before the figures of a period (L1). */
export interface StatisticsWords {
  readonly title: string;
  readonly intro: string;
  readonly period: string;
  readonly show: string;
  readonly quarter: (year: number, quarter: number) => string;
  readonly year: (year: number) => string;
}

/** The words in every language. */
export const statisticsWords: Readonly<Record<Language, StatisticsWords>> = {
  nl: {
    title: 'Cijfers',
    intro: 'Aantallen, termijnen, kosten en lessen van een periode, met grafieken en de tabellen ernaast. Oefeningen tellen niet mee.',
    period: 'Periode',
    show: 'Tonen',
    quarter: (year, quarter) => `${year}, kwartaal ${quarter}`,
    year: (year) => `Heel ${year}`,
  },
  fr: {
    title: 'Chiffres',
    intro: 'Nombres, délais, coûts et leçons d’une période, avec des graphiques et leurs tableaux. Les exercices ne comptent pas.',
    period: 'Période',
    show: 'Afficher',
    quarter: (year, quarter) => `${year}, trimestre ${quarter}`,
    year: (year) => `Toute l’année ${year}`,
  },
  de: {
    title: 'Zahlen',
    intro: 'Anzahl, Fristen, Kosten und Lehren eines Zeitraums, mit Diagrammen und ihren Tabellen. Übungen zählen nicht.',
    period: 'Zeitraum',
    show: 'Anzeigen',
    quarter: (year, quarter) => `${year}, Quartal ${quarter}`,
    year: (year) => `Ganz ${year}`,
  },
  en: {
    title: 'Figures',
    intro: 'Numbers, times, costs and lessons of a period, with charts beside their tables. Drills do not count.',
    period: 'Period',
    show: 'Show',
    quarter: (year, quarter) => `${year}, quarter ${quarter}`,
    year: (year) => `All of ${year}`,
  },
};
