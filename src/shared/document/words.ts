import type { Response } from '../domain/decision.ts'
import type { DocumentPart } from '../domain/document.ts'
import type { Band, DiscoverabilityRule, DreadFactor } from '../domain/dread.ts'
import type { fieldMaps, FieldMapStandard } from '../domain/field-map.ts'
import type { MitigationStatus } from '../domain/mitigation.ts'
import type { SignatureInfo } from '../domain/register.ts'
import type { RequiredScope, RequiredSignature } from '../domain/sign-off.ts'
import type { Stride } from '../domain/stride.ts'
import type { Concern } from '../domain/statement.ts'
import type { ScoreOrigin } from '../domain/threat.ts'
import type { SeatKind, VoteVia, WorkshopSettings } from '../domain/workshop.ts'

type Texts<Name extends string> = Readonly<Record<Name, string>>

/** The asks of all standards. */
export type FieldMapAsk = (typeof fieldMaps)[FieldMapStandard][number]['asks']

/** The words of one language that documents are written with, those that only some format needs left out. They are handed in: this code has no texts of its own. */
export interface Words extends Texts<'title' | 'cutNote' | 'partsNote' | 'contents' | 'draft'> {
  part: Texts<DocumentPart>
  cover: Texts<'hash' | 'madeWith' | 'undecided' | 'threats_one' | 'threats_other'>
  band: Texts<Band>
  stride: Texts<Stride>
  factor: Texts<DreadFactor>
  need: Texts<'low' | 'medium' | 'high'>
  scope: Texts<'purpose' | 'environment' | 'exclusions' | 'line' | 'lineNone' | 'lineAt' | 'acceptance' | 'bands' | 'bandsAre' | 'review' | 'packs' | 'assumptions' | 'assumption' | 'owner' | 'state' | 'assets' | 'asset' | 'confidentiality' | 'integrity' | 'availability'>
  discoverability: Texts<DiscoverabilityRule>
  confirmed: Texts<'yes' | 'no' | 'unknown'>
  summary: Texts<'empty' | 'category' | 'noScore' | 'all' | 'once' | 'highest' | 'rank' | 'id' | 'threat' | 'total' | 'between' | 'band' | 'above_one' | 'above_other' | 'undecided' | 'undecidedMore' | 'notScored'>
  attendance: Texts<'when' | 'notClosed' | 'until' | 'none' | 'anonymous' | 'cut' | 'name' | 'role' | 'table' | 'votedOn' | 'erased' | 'head' | 'noWorkshop'>
  method: Texts<'stride' | 'dread' | 'workshop' | 'named' | 'anonymous' | 'rounds'>
  way: Texts<WorkshopSettings['way']>
  kind: Texts<SeatKind>
  via: Texts<VoteVia>
  aggregation: Texts<WorkshopSettings['aggregation']>
  consensus: Texts<'range' | 'agreement' | 'share'>
  quorum: Texts<'count_one' | 'count_other' | 'share'>
  poll: Texts<'notAsked' | 'erased' | 'open' | 'nobody' | 'counts'>
  outcome: Texts<'override' | 'rule' | 'parked' | 'skipped' | 'notSettled' | 'notRevealed' | 'notReached'>
  picture: Texts<'of' | 'legend'>
  register: Texts<'decision' | 'owner' | 'due' | 'notScored' | 'legend'>
  threat: Texts<
    | 'who' | 'precondition' | 'action' | 'impact' | 'asset' | 'concerns' | 'riskOwner' | 'approver' | 'decidedOn' | 'conditions' | 'expires' | 'current' | 'target' | 'done'
    | 'notScored' | 'affects' | 'rank' | 'tied' | 'severeDamage' | 'possible' | 'marker' | 'total' | 'round' | 'agreed' | 'disputed' | 'noQuorum' | 'howSet' | 'rationale' | 'dissent' | 'decision' | 'none' | 'why' | 'controls' | 'owner' | 'due'
    | 'mitigations' | 'references' | 'gone' | 'noted' | 'foundBy' | 'evidence' | 'votes_one' | 'votes_other' | 'abstained' | 'absent' | 'notVoted' | 'noVotes' | 'allSame' | 'spread'
  >
  concern: Texts<Concern>
  mitigation: Texts<'mitigation' | 'status' | 'threats' | 'requirement' | 'verified' | 'none' | 'ticket'>
  status: Texts<MitigationStatus>
  origin: Texts<ScoreOrigin>
  interval: Texts<'same' | 'range'>
  lineSide: Texts<'above' | 'below'>
  source: Texts<'finding' | 'import' | 'seat' | 'hand'>
  flag: Texts<'readAs'>
  response: Texts<Response>
  decisions: Texts<'count' | 'earliest' | 'none' | 'rationale' | 'controls'>
  actions: Texts<'action' | 'done' | 'yes' | 'no' | 'workshop' | 'none'>
  parked: Texts<'outcome' | 'why' | 'none'>
  dissent: Texts<'text' | 'none'>
  fieldMaps: Texts<'note' | 'clause' | 'asks' | 'where' | 'leftOut'>
  standard: Texts<FieldMapStandard>
  asks: Texts<FieldMapAsk>
  meaning: Texts<SignatureInfo['meaning']>
  assurance: Texts<SignatureInfo['assurance']>
  signOff: Texts<'revision' | 'revisionIs' | 'role' | 'meaning' | 'scope' | 'comment' | 'allThreats' | 'signed' | 'assurance' | 'fingerprint' | 'nobody' | 'draft' | 'notePage' | 'required' | 'atLeast' | 'state' | 'signatures'>
  requiredScope: Texts<RequiredScope>
  requiredState: Texts<RequiredSignature['state']>
  chart: Texts<'matrix' | 'matrixText' | 'impact' | 'likelihood' | 'residual' | 'residualText' | 'inherent' | 'current' | 'target'>
}
