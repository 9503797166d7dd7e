import { z } from 'zod'
import { phrasebook } from './phrasebook.ts'

const things = [
  ['threats', 'threats'],
  ['threats-nowhere', 'threats that are about no part of the model'],
  ['threats-in-list-only', 'threats that stand on no component or flow (they are in the list of threats only)'],
  ['mitigations-nowhere', 'mitigations of threats that stand nowhere'],
  ['ends-elsewhere', 'ends of flows on another diagram'],
  ['parents-elsewhere', 'parts that stand in one of another diagram'],
  ['flows-free', 'flows with a free end'],
  ['model', 'parts of the model'],
  ['pages', 'diagrams (all parts are on one)'],
  ['openers', 'which element opens a diagram'],
  ['places', 'places on the drawing'],
  ['parents', 'elements that stand in an element'],
  ['symbols', 'drawn symbols'],
  ['technologies', 'technologies, unless the label says them'],
  ['lines', 'boundaries that are lines'],
  ['facts', 'facts that no label says'],
  ['notes', 'notes of parts'],
  ['scope', 'that parts are out of scope, and why'],
  ['texts', 'texts on the diagram'],
  ['bends', 'bends of flows'],
  ['assets', 'assets'],
  ['assumptions', 'assumptions'],
  ['release', 'the release'],
  ['exclusions', 'the exclusions'],
  ['criteria', 'the acceptance criteria'],
  ['rounds', 'rounds of votes'],
  ['rationale', "a workshop's rationale and dissent"],
  ['gone', 'why a finding is gone'],
  ['categories', 'further STRIDE categories'],
  ['affected', 'affected elements and evidence'],
  ['references', 'references'],
  ['mitigations', 'mitigations'],
  ['mitigations-free', 'mitigations that cover no threat'],
  ['statements', 'threat statements'],
  ['concerns', 'safety and privacy marks'],
  ['decisions', 'decisions'],
  ['scores', 'severity and score without DREAD values'],
  ['possible', 'that a threat is only possible'],
  ['markers', 'the +/- marker'],
  ['dread', 'the five DREAD values (their mean is)'],
  ['text-around', 'the text around the rows'],
  ['other-diagrams', 'other diagrams (a picture is of one)'],
  ['letters', 'letters that no font here has (an SVG shows them)'],
] as const

/** What an export may have had no place for. */
export const notCarriedThings = phrasebook(things)

const whats = things.map(([, text]) => text)

/** What a format had no place for, with how many it was of. */
export const NotCarried = z.object({ what: z.enum(whats), count: z.number().int() })
export type NotCarried = z.infer<typeof NotCarried>
