import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { detectFormat } from '../../../src/main/import/registry.ts'
import { fixture } from './support.ts'

const files: [string, string][] = [
  ['shapes.mmd', 'mermaid'], ['office.drawio', 'drawio'], ['threat-dragon/library.json', 'threat-dragon'], ['tm7/lending-library.tm7', 'tm7'], ['library.otm.yaml', 'otm'], ['library.threagile.yaml', 'threagile'],
  ['structured/reading-room.tc.json', 'threat-composer'], ['structured/reading-room.tmbom.json', 'tm-bom'], ['structured/reading-room.pytm.json', 'pytm'], ['structured/reading-room.ir.json', 'threat-thinker-ir'], ['structured/reading-room-report.json', 'threat-thinker-report'],
]
const names = ['model', 'model.txt', 'model.json', 'model.xml', 'model.yaml', 'model.md', 'model.csv', 'model.mmd', 'model.drawio', 'model.tm7', 'model.otm', 'model.tc.json', 'model.xlsx']

describe('formats are known by what files hold', () => {
  test.each(files)('I2 %s, whatever it is called', (file, format) => {
    const bytes = readFileSync(fixture(file))
    expect(names.map((name) => [name, detectFormat(bytes, name)])).toEqual(names.map((name) => [name, format]))
  })

  test('I2 where nothing tells, its name does', () => {
    const nothing = new TextEncoder().encode('<svg/>')
    expect([detectFormat(nothing, 'a.drawio'), detectFormat(nothing, 'a.tm7'), detectFormat(nothing, 'a')]).toEqual(['drawio', 'tm7', null])
  })
})
