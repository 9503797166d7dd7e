import { PlainDate } from '../domain/id.ts'
import { type ImportedMitigation, withoutThreats } from '../domain/mitigation.ts'
import { cutText } from './list-text.ts'
import { type ComposerItem, metadataText } from './composer-file.ts'

/** What of a mitigation the tool has no field for, as metadata for people; nothing of it is longer than the tool allows. */
const extras = ['requirement', 'owner', 'due', 'ticket', 'test', 'result', 'verifiedOn'] as const
const longest = 1000

/** A mitigation of the file as a thing that is done; null of one that will not be. */
export function composerMitigation(item: ComposerItem): ImportedMitigation | null {
  const title = cutText(item.content.trim(), 1000)
  if (title === '' || item.status === 'mitigationResolvedWillNotAction') return null
  const said = (name: (typeof extras)[number], limit = 20_000): string => cutText(metadataText(item, `custom:${name}`).trim(), limit)
  const day = (name: 'due' | 'verifiedOn'): string | null => PlainDate.safeParse(said(name)).data ?? null
  const inPlace = metadataText(item, 'custom:status') === 'verified' ? 'verified' : 'implemented'
  return withoutThreats({ title, status: item.status === 'mitigationResolved' ? inPlace : 'planned', requirement: said('requirement'), owner: said('owner', 200), due: day('due'), ticket: said('ticket', 2000), test: said('test'), result: said('result'), verifiedOn: day('verifiedOn') })
}

/** The file's mitigation brought up to what is done by now; the same one where it says that already. */
export function withMitigation(item: ComposerItem, wanted: ImportedMitigation): ComposerItem {
  if (JSON.stringify(composerMitigation(item)) === JSON.stringify(wanted)) return item
  const open = item.status === undefined || item.status === 'mitigationIdentified' || item.status === 'mitigationInProgress'
  const status = wanted.status !== 'planned' ? 'mitigationResolved' : open ? (item.status ?? 'mitigationIdentified') : 'mitigationIdentified'
  const own = new Set<string>(['custom:status', ...extras.map((name) => `custom:${name}`)])
  const said = [...(wanted.status === 'verified' ? [{ key: 'custom:status', value: 'verified' }] : []), ...extras.flatMap((name) => (wanted[name] === null || wanted[name] === '' ? [] : [{ key: `custom:${name}`, value: cutText(wanted[name], longest) }]))]
  return { ...item, status, metadata: [...(item.metadata ?? []).filter(({ key }) => !own.has(key)), ...said] }
}
