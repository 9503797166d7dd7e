/** The lists of the triage, in the order of the work. */
export const tabs = ['findings', 'threats', 'dismissed'] as const
export type TriageTab = (typeof tabs)[number]
