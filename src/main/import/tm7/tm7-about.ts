import type { ImportedAbout } from '../../../shared/domain/import.ts'
import type { ImportedThreat } from '../../../shared/domain/threat-list.ts'
import { oneLine } from '../html-label.ts'
import { cleanText } from '../lenient.ts'
import { child, textOf, type XmlNode } from './tm7-xml.ts'

/** What the file's own cover says of the system (Threat Model Information). */
export function tm7About(root: XmlNode, threats: readonly ImportedThreat[]): ImportedAbout {
  const cover = child(root, 'MetaInformation')
  const said = (name: string): string => {
    const text = cleanText(textOf(cover, name)).slice(0, 20_000)
    return /^(?:none|n\/?a|tbd|-+)\.?$/i.test(text.trim()) ? '' : text
  }
  const people = [['Owner', 'Owner'], ['Reviewer', 'Reviewer'], ['Contributors', 'Contributors']].flatMap(([name, tag]) => (oneLine(said(tag ?? '')) === '' ? [] : [`${name ?? ''}: ${oneLine(said(tag ?? ''))}`]))
  const dependencies = said('ExternalDependencies')
  return {
    header: {
      system: oneLine(said('ThreatModelName')).slice(0, 500),
      purpose: [said('HighLevelSystemDescription'), people.join(', ')].filter((text) => text !== '').join('\n\n').slice(0, 20_000),
      environment: dependencies === '' ? '' : `External dependencies: ${dependencies}`.slice(0, 20_000),
    },
    assumptions: lines(said('Assumptions')).map((text) => ({ text, owner: '', confirmed: 'unknown' as const })),
    assets: [],
    mitigations: threats.reduce((sum, { mitigations }) => sum + mitigations.length, 0),
  }
}

/** One assumption a line, without the numbers and dots that people put before them. */
function lines(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.replace(/^\s*(?:[-*\u2022]|\d{1,3}[.)])\s+/, '').trim()).filter((line) => line !== '').slice(0, 500)
}
