import type { Band } from '../../../shared/domain/dread.ts'
import { bandColours } from '../pdf/pdf-style.ts'
import type { Look } from './cell.ts'

interface Style {
  bold?: boolean
  fill?: string
  ink?: string
  /** How a number is shown; as any number, unless given. */
  format?: string
  wrap?: boolean
  quoted?: boolean
}

const styles: Record<Look, Style> = {
  text: { wrap: true },
  quoted: { wrap: true, quoted: true },
  number: {},
  date: { format: 'yyyy\\-mm\\-dd' },
  instant: { format: 'yyyy\\-mm\\-dd hh:mm:ss' },
  head: { bold: true, fill: '#f3f6fa' },
  'band-Critical': banded('Critical'),
  'band-High': banded('High'),
  'band-Medium': banded('Medium'),
  'band-Low': banded('Low'),
}

function banded(band: Band): Style {
  return { bold: true, ...bandColours[band] }
}

const order = new Map(Object.keys(styles).map((look, index) => [look, index + 1]))

/** The number of a look among the workbook's styles; 0 is that of a cell without any. */
export function styleOf(look: Look): number {
  return order.get(look) ?? 0
}

/** The part of a workbook that says how its cells are shown. */
export function stylesXml(): string {
  const all: Style[] = [{}, ...Object.values(styles)]
  const formats = all.flatMap(({ format }, index) => (format === undefined ? [] : [`<numFmt numFmtId="${formatId(index)}" formatCode="${format}"/>`]))
  const fonts = all.map(({ bold = false, ink }) => `<font>${bold ? '<b/>' : ''}<sz val="11"/>${ink === undefined ? '' : `<color rgb="${argb(ink)}"/>`}<name val="Calibri"/><family val="2"/></font>`)
  // The first two fills are the program's own, whatever stands there.
  const fills = ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>', ...all.map(({ fill }) => (fill === undefined ? '<fill><patternFill patternType="none"/></fill>' : `<fill><patternFill patternType="solid"><fgColor rgb="${argb(fill)}"/></patternFill></fill>`))]
  const cells = all.map(({ format, wrap = false, quoted = false, fill }, index) => {
    const said = `numFmtId="${format === undefined ? 0 : formatId(index)}" fontId="${index}" fillId="${fill === undefined ? 0 : index + 2}" borderId="0" xfId="0" applyFont="1" applyAlignment="1"`
    return `<xf ${said}${format === undefined ? '' : ' applyNumberFormat="1"'}${fill === undefined ? '' : ' applyFill="1"'}${quoted ? ' quotePrefix="1"' : ''}><alignment vertical="top"${wrap ? ' wrapText="1"' : ''}/></xf>`
  })
  const counted = (name: string, parts: readonly string[]) => `<${name} count="${parts.length}">${parts.join('')}</${name}>`
  return [
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    counted('numFmts', formats),
    counted('fonts', fonts),
    counted('fills', fills),
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    counted('cellXfs', cells),
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('')
}

/** Ids of formats below 164 are the programs' own. */
function formatId(index: number): number {
  return 164 + index
}

function argb(colour: string): string {
  return `FF${colour.slice(1).toUpperCase()}`
}
