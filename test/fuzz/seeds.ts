import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { load } from 'js-yaml'
import type { ImportFormat } from '../../src/shared/domain/import.ts'
import { detectFormat, importRegistry } from '../../src/main/import/registry.ts'
import { scaleFiles } from '../support/scale-files.ts'
import { textPart, zipOf } from '../support/zip.ts'
import { mutateBytes, mutateText, mutateTree } from './mutate.ts'
import { mutateXml } from './mutate-xml.ts'
import type { Random } from './random.ts'

const root = resolve(import.meta.dirname, '../..')
const small = { elements: 7, flows: 9, threats: 6 }

export type FuzzedFormat = Exclude<ImportFormat, 'dread'>

/** A good file of a format, as the text that is changed; `pack` makes the file of it where that is more than the text. */
interface Seed {
  name: string
  text: string
  json: boolean
  pack: (text: string) => Uint8Array
}

/** What to start from: the project's own fixtures and samples, and small files of the kind that tools write. */
function seedsOf(format: FuzzedFormat): Seed[] {
  const files = ['test/fixtures/import', 'resources/samples'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))).sort()
  const own = files.map((path) => ({ name: path.split('/').at(-1) ?? path, bytes: readFileSync(path) })).filter(({ name, bytes }) => !name.endsWith('.tb7') && detectFormat(bytes, name) === format)
  const written = scaleFiles.filter((file) => file.format === format).map(({ name, make }) => ({ name, bytes: make(small) }))
  if (format === 'xlsx') return sheets()
  const seeds = [...own, ...written].map(({ name, bytes }) => plain(name, new TextDecoder().decode(bytes)))
  return format === 'drawio' ? [...seeds, ...seeds.map(compressed)] : seeds.flatMap(asJsonToo)
}

function plain(name: string, text: string): Seed {
  return { name, text, json: isJson(text), pack: (changed) => new TextEncoder().encode(changed) }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A YAML file is changed as text, and as the tree that it says. */
function asJsonToo(seed: Seed): Seed[] {
  if (seed.json || !/\.ya?ml$/.test(seed.name)) return [seed]
  return [seed, plain(seed.name, JSON.stringify(load(seed.text)))]
}

/** The same drawing with its page compressed, as draw.io used to write it. */
function compressed({ name, text }: Seed): Seed {
  const page = /<mxGraphModel[^]*<\/mxGraphModel>/.exec(text)?.[0] ?? text
  return { name, text: page, json: false, pack: (changed) => new TextEncoder().encode(`<mxfile><diagram id="d" name="Page">${deflateRawSync(encodeURIComponent(changed.replace(/\p{Cs}/gu, ''))).toString('base64')}</diagram></mxfile>`) }
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

/** The parts of a workbook one by one: each is changed with the others as they are. */
function sheets(): Seed[] {
  const parts = [
    ['xl/workbook.xml', `<workbook ${main} xmlns:r="r"><sheets><sheet name="Cover" r:id="r1"/><sheet name="Threats" r:id="r2"/></sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>'],
    ['xl/sharedStrings.xml', `<sst ${main}><si><t>Title</t></si><si><r><t>Names </t></r><r><t>leak</t></r><rPh><t>x</t></rPh></si></sst>`],
    ['xl/worksheets/sheet1.xml', `<worksheet ${main}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Hello</t></is></c></row></sheetData></worksheet>`],
    ['xl/worksheets/sheet2.xml', `<worksheet ${main}><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>STRIDE</t></is></c><c r="D2" t="str"><v>Due</v></c></row><row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" t="str"><f>1+1</f><v>I, T</v></c><c r="D4"><v>46112</v></c></row></sheetData></worksheet>`],
  ] as const
  return parts.map(([name, text]) => ({ name: 'register.xlsx', text, json: false, pack: (changed) => zipOf([textPart('[Content_Types].xml', '<Types/>'), ...parts.map(([other, as]) => textPart(other, other === name ? changed : as))]) }))
}

export interface FuzzInput {
  name: string
  bytes: Uint8Array
}

/** Makes inputs of a format: each from a seed of its own, so that any of them can be made again alone. */
export function fuzzer(format: FuzzedFormat): (random: Random) => FuzzInput {
  const seeds = seedsOf(format)
  if (seeds.length === 0) throw new Error(`no good file of ${format} to start from`)
  return (random) => {
    const seed = random.some(seeds)
    const other = random.some(seeds)
    if (!seed || !other) throw new Error(`no good file of ${format}`)
    if (random.chance(0.08)) return { name: seed.name, bytes: mutateBytes(seed.pack(seed.text), random) }
    return { name: seed.name, bytes: seed.pack(random.chance(0.7) ? inItsTerms(seed, other, random) : mutateText(seed.text, other.text, random)) }
  }
}

/** Changed so that what is written still is JSON, or XML. */
function inItsTerms(seed: Seed, other: Seed, random: Random): string {
  if (seed.json) return mutateTree(seed.text, random)
  return /^\s*</.test(seed.text) ? mutateXml(seed.text, random) : mutateText(seed.text, other.text, random)
}

/** Every format that the registry reads: a new one is fuzzed by being there. */
export const fuzzedFormats: readonly FuzzedFormat[] = importRegistry.map(({ id }) => id).filter((id): id is FuzzedFormat => id !== 'dread')
