import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readFace } from './pdf-font.ts'
import { createType, type Type } from './pdf-type.ts'

/** Letters that Roboto lacks. The first that has one is taken: Korean comes last, for it has only some of the Chinese ones. */
const otherFiles = { hebrew: 'NotoSansHebrew-Regular.ttf', thai: 'NotoSansThai-Regular.ttf', devanagari: 'NotoSansDevanagari-Regular.ttf', arabic: 'NotoSansArabic-Regular.ttf', cjk: 'DroidSansFallbackFull.ttf', korean: 'NanumSquareR.ttf' } as const

/** The files of all fonts by name. Roboto is the one that pdfmake ships, under the Apache licence; the others are in `folder`, and one that is not there is done without. */
export function fontFiles(folder: string): ReadonlyMap<string, string> {
  const { normal, bold } = robotoFiles()
  const others = Object.entries(otherFiles).map(([name, file]): [string, string] => [name, join(folder, file)])
  return new Map([['regular', normal], ['bold', bold], ...others.filter(([, file]) => existsSync(file))])
}

/** Type in the fonts of a report. */
export function reportType(files: ReadonlyMap<string, string>): Type {
  const read = (name: string) => readFace(readFileSync(files.get(name) ?? ''))
  const others = Object.keys(otherFiles).filter((name) => files.has(name))
  return createType({ regular: read('regular'), bold: read('bold'), others: others.map((name) => ({ name, face: () => read(name) })) })
}

export function robotoFiles(): { normal: string; bold: string } {
  const folder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto')
  return { normal: join(folder, 'Roboto-Regular.ttf'), bold: join(folder, 'Roboto-Medium.ttf') }
}
