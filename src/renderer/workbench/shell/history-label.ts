import type { TFunction } from 'i18next'

const known = new Map([
  ['accept', 'accept'],
  ['dismiss', 'dismiss'],
  ['reconsider', 'reconsider'],
  ['new threat', 'newThreat'],
  ['edit threat', 'editThreat'],
  ['remove threats', 'removeThreats'],
  ['merge', 'merge'],
  ['decide', 'decide'],
  ['decide many', 'decideMany'],
  ['new mitigation', 'newMitigation'],
  ['edit mitigation', 'editMitigation'],
  ['remove mitigations', 'removeMitigations'],
  ['save view', 'saveView'],
  ['remove view', 'removeView'],
  ['header', 'header'],
  ['assets', 'assets'],
  ['rubric', 'rubric'],
  ['rule settings', 'ruleSettings'],
  ['suppress rule', 'suppressRule'],
  ['take back suppression', 'unsuppressRule'],
  ['use template', 'useTemplate'],
  ['remove template', 'dropTemplate'],
  ['room revealed', 'roomRevealed'],
  ['room settled', 'roomSettled'],
  ['room overrode', 'roomOverrode'],
  ['room parked', 'roomParked'],
  ['room skipped', 'roomSkipped'],
  ['room reworded', 'roomReworded'],
  ['room proposed', 'roomProposed'],
] as const)

/** A step's label, or what a workshop did, in the user's language. The application names its own steps in English; pages name theirs as shown. */
export function historyLabel(label: string, t: TFunction<'common'>): string {
  for (const [name, key] of known) if (name === label) return t(`history.${key}`)
  return label.startsWith('import ') ? t('history.import', { file: label.slice('import '.length) }) : label
}
