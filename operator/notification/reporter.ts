import type { Block } from '../document/model.ts';
import { type Brief, type Draft, fact, heading, listOf, paragraphs } from './brief.ts';

/** How somebody who reported reaches the contact point again (E1). */
const contact = ({ policy, words, catalogue }: Brief): readonly Block[] => {
  const point = policy?.spec.contactPoint;
  if (point === undefined) return [];
  const { phone, email, web } = catalogue.letter;
  const lines = [
    point.name,
    point.phone === undefined ? '' : `${phone} ${point.phone}`,
    point.email === undefined ? '' : `${email} ${point.email}`,
    point.url === undefined ? '' : `${web} ${point.url}`,
  ];
  return [{ kind: 'facts', facts: [fact(words.contactPoint, lines, words.notKnown)] }];
};

/**
 * The acknowledgement of a report: its reference, what happens next, and by when it is assessed (W2, E1). It repeats nothing of what was
 * reported, so that whoever else reads it learns nothing.
 */
export const acknowledgementOf = (brief: Brief): Draft => {
  const w = brief.catalogue.reporter;
  const { incident, reference, date, moment } = brief;
  const assess = incident?.status?.deadlines?.find(({ name }) => name === 'policy-assess');
  const reported = incident?.spec.report.reportedAt ?? incident?.metadata.creationTimestamp ?? incident?.spec.report.establishedAt;
  return {
    title: w.thanksTitle,
    labelled: false,
    sections: [
      { name: 'opening', blocks: [{ kind: 'paragraph', text: w.thanks(reference, reported === undefined ? '' : date(reported)) }] },
      {
        name: 'promise',
        blocks: [
          heading(w.promiseTitle),
          listOf([...w.promise, ...(assess === undefined ? [] : [w.within(moment(assess.dueAt))]), w.doNot]),
        ],
      },
      { name: 'contact', blocks: [heading(w.addTitle), { kind: 'paragraph', text: w.add(reference) }, ...contact(brief)] },
    ],
  };
};

/**
 * The feedback to the reporter (E4): the assessment, and what the contact point decided to share. What was done is told only where
 * somebody wrote it for the reporter, since the record itself is for those who handle it (S6).
 */
export const feedbackOf = (brief: Brief): Draft => {
  const w = brief.catalogue.reporter;
  const { incident, reference, date, said, catalogue } = brief;
  const verdict = incident?.status?.verdict;
  const reported = incident?.spec.report.reportedAt ?? incident?.metadata.creationTimestamp ?? incident?.spec.report.establishedAt;
  const [summary, measures] = [said('summary'), said('measures')];
  return {
    title: w.feedbackTitle,
    labelled: false,
    sections: [
      { name: 'opening', blocks: [{ kind: 'paragraph', text: w.feedback(reference, reported === undefined ? '' : date(reported)) }] },
      {
        name: 'verdict',
        blocks: [
          heading(w.verdictTitle),
          { kind: 'paragraph', text: verdict === undefined ? w.noVerdict : w.verdict(catalogue.record.verdict[verdict]) },
          ...(summary === undefined ? [] : paragraphs(summary)),
        ],
      },
      ...(measures === undefined ? [] : [{ name: 'measures', blocks: [heading(w.doneTitle), ...paragraphs(measures)] }]),
      {
        name: 'contact',
        blocks: [
          { kind: 'paragraph', text: w.closing },
          heading(w.addTitle),
          { kind: 'paragraph', text: w.add(reference) },
          ...contact(brief),
        ],
      },
    ],
  };
};
