import { bands, type Band } from '../domain/dread.ts'
import { counted } from '../document/fill.ts'
import type { Words } from '../document/words.ts'
import type { SignedThreat } from '../proof/register-document.ts'
import { htmlText as text } from './html-text.ts'

/** A band as a mark that reads in grey too. */
export function bandMark(band: Band, { band: names }: Pick<Words, 'band'>, count?: number): string {
  return `<span class="band ${band.toLowerCase()}">${text(names[band])}${count === undefined ? '' : ` <b>${String(count)}</b>`}</span>`
}

/** The band of a threat, or that nobody scored it. */
export function bandText({ score }: Pick<SignedThreat, 'score'>, words: Words): string {
  return score ? bandMark(score.band, words) : `<span class="unscored">${text(words.register.notScored)}</span>`
}

/** How many threats there are of each band, and how many nobody decided on. */
export function bandStrip(threats: readonly SignedThreat[], words: Words): string {
  if (threats.length === 0) return ''
  const of = (band: Band) => threats.filter(({ score }) => score?.band === band).length
  const undecided = threats.filter(({ decision }) => decision === null).length
  const all = `<span class="count"><b>${String(threats.length)}</b> ${text(counted(threats.length, words.cover.threats_one, words.cover.threats_other))}</span>`
  const open = undecided === 0 ? '' : `<span class="count"><b>${String(undecided)}</b> ${text(words.cover.undecided)}</span>`
  return `<p class="strip">${all}${bands.filter((band) => of(band) > 0).map((band) => bandMark(band, words, of(band))).join('')}${open}</p>`
}
