/** What each verb that writes does, in a line: apart from the verbs, so that a list of them costs nothing. */
export const summaries = {
  triage: 'says what a report is, on the one scale; the CISO or DPO confirm it',
  answer: 'answers the questions of a report that are open, or corrects an answer',
  appoint: 'appoints the leader of the response, or composes the team',
  act: 'records what was done: contained, eradicated, recovered, a step of the playbook',
  breach: 'says that personal data are concerned, since when that is known, and what is known of it',
  advise: 'advises on a risk, an exemption or a waiver, as the DPO',
  decide: 'decides on the risk of a breach, or on an exemption, for the controller',
  notify: 'writes a notice, or says that it was filed, acknowledged or waived',
  weakness: 'evaluates a weakness, remedies and verifies it, or accepts its risk',
  cost: 'shows what an incident cost, or adds to it',
  delay: 'says why a deadline was missed',
  review: 'evaluates an incident: its root cause, lessons and controls',
  approve: 'approves or returns the lessons of an incident, or the text of a notice',
  close: 'closes an incident formally, once nothing stands in the way',
  follow: 'says what became of a lesson, also after the closure',
  reopen: 'opens a closed record again, with the reason',
} as const;
