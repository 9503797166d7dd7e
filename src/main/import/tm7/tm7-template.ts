import type { TmtAttribute, TmtTemplate, TmtThreatType, TmtType } from '../../../shared/domain/tmt.ts'
import { FileProblem } from '../file-problem.ts'
import { textOfHtml } from '../html-label.ts'
import { child, parseTmtXml, textOf, type XmlNode } from './tm7-xml.ts'

const maxTypes = 20_000
const maxFilter = 20_000

/** Whether the beginning of a file looks like a template by itself (.tb7). */
export function looksLikeTemplate(start: string): boolean {
  return /<(?:\w+:)?KnowledgeBase[\s>]/.test(start) && !/<(?:\w+:)?ThreatModel[\s>]/.test(start)
}

/**
 * Reads the template of a .tb7, or the one that a .tm7 embeds.
 * @throws FileProblem where the file is no good, or is a model without a template.
 */
export function readTmtTemplate(bytes: Uint8Array, file: string): TmtTemplate {
  const root = parseTmtXml(bytes, file, ['KnowledgeBase', 'ThreatModel'], { checkCancelled: () => undefined, progress: () => undefined })
  const base = root.name === 'KnowledgeBase' ? root : child(root, 'KnowledgeBase')
  const template = base ? templateOf(base, file) : null
  if (!template) throw new FileProblem({ file, place: 'the whole file', expected: 'a Microsoft TMT template (a KnowledgeBase with threat types), found none' })
  return template
}

/** The template that a KnowledgeBase says; null where it has no threat types at all. Both spellings, of .tb7 and of .tm7, are read. */
export function templateOf(base: XmlNode, file: string): TmtTemplate | null {
  const types = [...(child(base, 'GenericElements')?.children ?? []), ...(child(base, 'StandardElements')?.children ?? [])]
  const threats = child(base, 'ThreatTypes')?.children ?? []
  if (types.length + threats.length > maxTypes) throw new FileProblem({ file, place: `line ${String(base.line)}`, expected: `at most ${String(maxTypes)} types in a template, found ${String(types.length + threats.length)}` })
  if (threats.length === 0) return null
  const manifest = child(base, 'Manifest')
  const said = (name: string): string => (textOf(manifest, name) || (manifest?.attributes[name.toLowerCase()] ?? '')).slice(0, 500)
  return {
    id: said('Id'),
    name: said('Name'),
    version: said('Version'),
    author: said('Author'),
    types: types.map(typeOf).filter(({ id }) => id !== ''),
    categories: (child(base, 'ThreatCategories')?.children ?? []).map((node) => ({ id: textOf(node, 'Id', 'ID').slice(0, 500), name: textOf(node, 'Name').slice(0, 500) })),
    threatTypes: threats.map((node) => threatTypeOf(node, file)).filter(({ id }) => id !== ''),
    priorities: metadata(child(base, 'ThreatMetaData'), 'Priority'),
  }
}

function typeOf(node: XmlNode): TmtType {
  const parent = textOf(node, 'ParentId', 'ParentElement')
  return {
    id: textOf(node, 'Id', 'ID').slice(0, 500),
    name: textOf(node, 'Name').slice(0, 500),
    parent: parent === '' || parent === 'ROOT' ? null : parent.slice(0, 500),
    attributes: (child(node, 'Attributes')?.children ?? []).map(attributeOf),
  }
}

function attributeOf(node: XmlNode): TmtAttribute {
  return {
    name: textOf(node, 'Name').slice(0, 500),
    label: textOf(node, 'DisplayName').slice(0, 500),
    values: (child(node, 'AttributeValues')?.children ?? []).map(({ text }) => text.trim().slice(0, 500)),
    fixed: textOf(node, 'Mode') === 'Static',
  }
}

function threatTypeOf(node: XmlNode, file: string): TmtThreatType {
  const filters = child(node, 'GenerationFilters')
  const filter = (name: string): string => {
    const text = textOf(filters, name)
    if (text.length > maxFilter) throw new FileProblem({ file, place: `line ${String(node.line)}`, expected: `a generation filter of at most ${String(maxFilter)} characters` })
    return text
  }
  return {
    id: textOf(node, 'Id', 'ID').slice(0, 500),
    title: textOf(node, 'ShortTitle', 'Title').slice(0, 20_000),
    description: (textOf(node, 'Description') || (metadata(node, 'UserThreatDescription')[0] ?? '')).slice(0, 20_000),
    category: textOf(node, 'Category').slice(0, 500),
    include: filter('Include'),
    exclude: filter('Exclude'),
    priority: metadata(node, 'Priority')[0] ?? '',
    mitigations: metadata(node, 'PossibleMitigations').map((text) => textOfHtml(text).slice(0, 20_000)).filter((text) => text !== ''),
  }
}

/** The values of a named datum among the properties of a threat type, or of the template. Empty ones are left out. */
function metadata(node: XmlNode | undefined, name: string): string[] {
  const data = child(node, 'PropertiesMetaData')?.children ?? []
  const datum = data.find((one) => textOf(one, 'Name') === name)
  return (child(datum, 'Values')?.children ?? []).map(({ text }) => text.trim().slice(0, name === 'Priority' ? 500 : 20_000)).filter((text) => text !== '')
}
