import { eventIterator, oc, type as trusted } from '@orpc/contract'
import { z } from 'zod'
import { Decision } from '../domain/decision.ts'
import { DocumentChoice, wholeDocument } from '../domain/document.ts'
import { Facts } from '../domain/fact.ts'
import type { Analysed, AnalysedNews, Piece } from '../domain/analysed.ts'
import { Id } from '../domain/id.ts'
import { ImportFormat, ImportReport, RegisterTable } from '../domain/import.ts'
import { Language } from '../domain/language.ts'
import { Boundary, Box, Diagram, Element, ElementKind, Flow, Model, Note, Point } from '../domain/model.ts'
import type { ModelNews } from '../domain/model-change.ts'
import { NotCarried } from '../domain/not-carried.ts'
import { SamePart } from '../domain/model-update.ts'
import { PracticeThreat } from '../domain/practice.ts'
import { ProjectHeader, ProjectSummary } from '../domain/project.ts'
import { ExportFormat, RegisterRow, RevisionSummary, SignableThreat, SignatureInfo, SignatureRequest, VerifiedHere } from '../domain/register.ts'
import { RoomClaim, RoomNetwork, RoomNetworkSettings } from '../domain/room.ts'
import { PictureRequest } from '../domain/picture-request.ts'
import { Rubric } from '../domain/rubric.ts'
import { Threat, ThreatDraft } from '../domain/threat.ts'
import { FacilitatorCommand } from '../domain/facilitator-command.ts'
import { FacilitatorView, PresenterView, RoomAddress, WorkshopSettings, WorkshopSummary } from '../domain/workshop.ts'
import { columnFields } from '../list/register-columns.ts'
import { inquiryContract } from './analysis.ts'
import { blueprintContract } from './blueprint.ts'
import { signOffContract } from './sign-off.ts'
import { keyContract } from './key.ts'
import { diffContract } from './diff.ts'
import { entryContract } from './entry.ts'
import { decisionContract, mitigationContract, registerViewContract } from './decision.ts'
import { ruleContract } from './rule.ts'
import { templateContract } from './template.ts'
import { ReportFormat, WorkshopReport } from '../domain/workshop-report.ts'
import { WorkshopTimeline } from '../domain/workshop-timeline.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)
const OfProject = z.object({ project: Id })
const OfWorkshop = z.object({ workshop: Id })

/** A file's bytes in base64, as they cross the transport. At most 32 MB of bytes. */
const Base64 = z.base64().max(45_000_000)
const File = z.object({ name: z.string().max(500), bytes: Base64 })
/** Encrypts a project file, or opens an encrypted one. */
const NewPassphrase = z.string().min(8).max(1000)
const FileOut = z.object({ name: z.string(), mime: z.string(), bytes: Base64 })

/** What changed, for the page to fetch anew. */
export const changeTopics = ['projects', 'header', 'rubric', 'model', 'analysis', 'asked', 'rules', 'threats', 'mitigations', 'workshops', 'register', 'register-views', 'revisions', 'history', 'blueprints', 'keys'] as const
export const Change = z.object({
  project: Id.nullable(),
  topics: z.array(z.enum(changeTopics)),
  /** With the topic `model` of one project. */
  model: z.custom<ModelNews>().optional(),
})
export type Change = z.infer<typeof Change>

/** Progress of long work; `job` is the id the caller chose. A call is cancelled by aborting it. */
export const JobProgress = z.object({ job: z.string(), stage: z.string(), done: z.number(), total: z.number() })
export type JobProgress = z.infer<typeof JobProgress>

/** Why a part is out of scope; null: it is in scope again. */
const scope = { outOfScope: z.string().max(2000).nullable() }

/** One edit of the model. Ids of new objects are made by the caller, so that several edits can refer to each other. */
export const ModelEdit = z.discriminatedUnion('type', [
  z.object({ type: z.literal('add-element'), id: Id, diagram: Id, label: z.string().max(500), kind: ElementKind, technology: z.string().max(80).nullable(), parent: Id.nullable(), position: Box.nullable() }),
  z.object({ type: z.literal('add-flow'), id: Id, diagram: Id, label: z.string().max(500), source: Id, target: Id, bidirectional: z.boolean() }),
  z.object({ type: z.literal('add-boundary'), id: Id, diagram: Id, label: z.string().max(500), kind: z.enum(['box', 'line']), parent: Id.nullable(), position: Box.nullable() }),
  z.object({ type: z.literal('update-element'), id: Id, set: Element.pick({ label: true, kind: true, technology: true, parent: true, notes: true }).extend(scope).partial() }),
  /** No bends: the flow finds its own way again. */
  z.object({ type: z.literal('update-flow'), id: Id, set: Flow.pick({ label: true, source: true, target: true, bidirectional: true, notes: true }).extend({ bends: z.array(Point).max(20), ...scope }).partial() }),
  z.object({ type: z.literal('update-boundary'), id: Id, set: Boundary.pick({ label: true, kind: true, parent: true, notes: true }).extend(scope).partial() }),
  z.object({ type: z.literal('add-note'), ...Note.shape }),
  z.object({ type: z.literal('update-note'), id: Id, set: Note.pick({ text: true }).partial() }),
  /** Copies of parts under ids of their own, whole: with their facts, answers and notes. They come from no file. */
  z.object({
    type: z.literal('add-copies'),
    elements: z.array(Element.omit({ key: true, sourceId: true })).max(20_000),
    flows: z.array(Flow.omit({ key: true, sourceId: true })).max(20_000),
    boundaries: z.array(Boundary.omit({ key: true, sourceId: true })).max(20_000),
    notes: z.array(Note).max(20_000),
  }),
  /** At the end; `opener` is the element that opens it, null for a diagram at the top. */
  z.object({ type: z.literal('add-diagram'), id: Id, name: z.string().max(500), opener: Id.nullable() }),
  z.object({ type: z.literal('update-diagram'), id: Id, set: Diagram.pick({ name: true }).extend({ opener: Id.nullable() }).partial() }),
  /** Diagrams in a new order; those that are not named come after them, as they were. */
  z.object({ type: z.literal('order-diagrams'), ids: z.array(Id).min(1).max(20_000) }),
  /** Parts with all that is inside of them; a flow follows where both its ends are on one diagram. They stand in nothing that stays behind. */
  z.object({ type: z.literal('move-to-diagram'), ids: z.array(Id).min(1).max(20_000), diagram: Id }),
  /** A value of null takes the user's answer back; the fact then comes from elsewhere again. */
  z.object({ type: z.literal('set-fact'), on: Id, fact: z.string().max(60), value: z.string().max(60).nullable() }),
  z.object({ type: z.literal('place'), places: z.array(z.object({ id: Id, box: Box })) }),
  z.object({ type: z.literal('remove'), ids: z.array(Id).min(1) }),
])
export type ModelEdit = z.infer<typeof ModelEdit>

const Imported = z.object({
  project: Id,
  format: ImportFormat,
  report: ImportReport,
  /** Ids of threats that a threat list brought. */
  threats: z.array(Id),
})

/** A file that was read and not yet taken in. */
const FilePreview = z.object({
  format: ImportFormat,
  report: ImportReport,
  /** Empty for a threat list. */
  model: Model,
  /** How many threats the file brings. */
  threats: z.number().int(),
  /** Of a register in rows and columns, for a person to say what each column is; else null. */
  table: RegisterTable.nullable(),
})

/** What the columns of a register are; guessed where it is not given. */
const Columns = z.record(z.string().max(300), z.enum(columnFields))

const UndoState = z.object({ undo: z.string().nullable(), redo: z.string().nullable() })

/** Everything the workbench asks of the application. One contract over MessagePort and WebSocket. */
export const workbenchContract = {
  app: {
    info: op.output(z.object({ version: z.string(), host: z.enum(['electron', 'browser']), dataDir: z.string(), damaged: z.string().nullable() })),
    /** A one-time token that lets one more tab in (`#t=TOKEN&to=/path`); null in Electron, where windows need none. */
    newTab: op.output(z.object({ token: z.string().nullable() })),
    /** Changes of any window's making, as they happen. */
    changes: op.output(eventIterator(Change)),
    jobs: op.output(eventIterator(JobProgress)),
  },
  project: {
    list: op.input(z.object({ search: z.string().max(200) })).output(z.array(ProjectSummary)),
    get: op.input(OfProject).output(ProjectSummary),
    create: op.input(z.object({ name: z.string().min(1).max(200) })).output(ProjectSummary),
    rename: op.input(OfProject.extend({ name: z.string().min(1).max(200) })).output(ProjectSummary),
    /** Without a `name` the copy is called as the original, with an English `(copy)` behind it. */
    duplicate: op.input(OfProject.extend({ name: z.string().min(1).max(200).optional() })).output(ProjectSummary),
    /** Deleted projects can be restored until the application is next started after 30 days. */
    remove: op.input(OfProject).output(z.void()),
    restore: op.input(OfProject).output(ProjectSummary),
    header: op.input(OfProject).output(ProjectHeader),
    setHeader: op.input(OfProject.extend({ header: ProjectHeader })).output(ProjectHeader),
    /** The project's own words for the values; null where it has the built-in ones. */
    rubric: op.input(OfProject).output(Rubric.nullable()),
    /** As one undoable step. Workshops that are prepared already keep the words they were prepared with. */
    setRubric: op.input(OfProject.extend({ rubric: Rubric.nullable() })).output(Rubric.nullable()),
  },
  history: {
    /** The steps that stand, the newest first; of many, the newest hundred. `step` counts up from 1. */
    steps: op.input(OfProject).output(z.array(z.object({ step: z.number().int(), label: z.string() }))),
    state: op.input(OfProject).output(UndoState),
    /** Takes the last step back; answers its label. Refused where there is none. */
    undo: op.input(OfProject).output(UndoState),
    redo: op.input(OfProject).output(UndoState),
  },
  model: {
    // Not read through: it was when it came from the store, and people wait for it.
    get: op.input(OfProject).output(trusted<Model>()),
    /** With the name of its state, for who follows it by the `model` of changes. */
    stamped: op.input(OfProject).output(trusted<{ stamp: string; model: Model }>()),
    /**
     * All edits as one undoable step: as many as a model may have parts to answer one question about. With `joins`, edits that only
     * place what the last step added are part of that step, whatever their label. `by` comes back with the change; the answer is the state that the model is in then.
     */
    edit: op
      .input(OfProject.extend({ label: z.string().max(200), edits: z.array(ModelEdit).min(1).max(100_000), joins: z.boolean().default(false), by: z.string().max(60).optional() }))
      .output(z.object({ stamp: z.string() })),
    /** One diagram as a Mermaid text; `parts` says what its nodes and subgraphs stand for, `flows` its links in their order. */
    text: op.input(OfProject.extend({ diagram: Id })).output(z.object({ text: z.string(), parts: z.record(z.string(), Id), flows: z.array(Id) })),
    /**
     * Reads a diagram or threat list into a project, or into a new one where `project` is null. A model that is there is brought up
     * to the file's; `same` names parts of the file that are parts of it under another name. A project file is a project of its own;
     * `replace` lets it take the place of the same project in the library; `passphrase` opens one that is encrypted.
     */
    importFile: op.input(z.object({ project: Id.nullable(), file: File, job: z.string(), same: z.array(SamePart).max(20_000).default([]), columns: Columns.optional(), replace: z.boolean().default(false), passphrase: z.string().max(1000).optional() })).output(Imported),
    /** Reads a file for what it would bring, and changes nothing. Each reading gives the parts new ids; their keys are the same. */
    previewFile: op.input(z.object({ file: File, job: z.string() })).output(FilePreview),
    /** What labels of new parts would say by themselves, in the order asked: a technology and what kind it is, and facts. */
    readLabels: op.input(z.object({ elements: z.array(z.string().max(500)).max(2000), flows: z.array(z.string().max(500)).max(2000) })).output(
      z.object({
        elements: z.array(z.object({ technology: z.string().nullable(), kind: ElementKind.nullable(), facts: Facts })),
        flows: z.array(z.object({ facts: Facts })),
      }),
    ),
    technologies: op.output(z.array(z.object({ id: z.string(), name: z.string(), parents: z.array(z.string()), kind: ElementKind }))),
    /** The words of the facts in one language. `question` has `{on}` where the object's label goes; answers without a label read as they are. */
    factDefinitions: op.input(z.object({ language: Language })).output(
      z.array(
        z.object({
          name: z.string(),
          /** The group's name, the same in every language. */
          topic: z.string(),
          on: z.array(z.enum(['process', 'data-store', 'external-entity', 'flow', 'boundary'])),
          answers: z.array(z.string()),
          answerLabels: z.record(z.string(), z.string()),
          group: z.string(),
          label: z.string(),
          question: z.string(),
        }),
      ),
    ),
  },
  analysis: {
    // Not read through: of a large model, checking it would keep every room from its votes. A contract test holds it to its schema.
    get: op.input(OfProject).output(trusted<Analysed>()),
    /** What changed since the state that the page has, by its stamp: pieces of what is new, then the news; all of it where that state is not known any more. */
    since: op.input(OfProject.extend({ stamp: z.string().max(100).nullable() })).output(eventIterator(trusted<Piece | AnalysedNews>())),
    /** How much of it waits for somebody: open questions, and findings that nothing was decided of. */
    counts: op.input(OfProject).output(z.object({ questions: z.number().int(), new: z.number().int() })),
    ...inquiryContract,
  },
  diff: diffContract,
  threat: {
    list: op.input(OfProject).output(z.array(Threat)),
    /** Each finding as a threat, or all of them as one: the first one's text under `title`, everybody's evidence. */
    accept: op.input(OfProject.extend({ findings: z.array(Id).min(1), as: z.enum(['each', 'one']).default('each'), title: z.string().min(1).max(1000).optional() })).output(z.array(Threat)),
    dismiss: op.input(OfProject.extend({ findings: z.array(Id).min(1), reason: z.string().min(1).max(2000) })).output(z.void()),
    /** Takes a dismissal back. */
    reconsider: op.input(OfProject.extend({ findings: z.array(Id).min(1) })).output(z.void()),
    create: op.input(OfProject.extend({ draft: ThreatDraft })).output(Threat),
    update: op.input(OfProject.extend({ threat: Id, set: ThreatDraft.partial() })).output(Threat),
    remove: op.input(OfProject.extend({ threats: z.array(Id).min(1) })).output(z.void()),
    /** Keeps `into`; the others' evidence, references and mitigations join it, and their findings point to it. */
    merge: op.input(OfProject.extend({ into: Id, from: z.array(Id).min(1) })).output(Threat),
    decide: op.input(OfProject.extend({ threats: z.array(Id).min(1), decision: Decision.nullable() })).output(z.array(Threat)),
  },
  decision: decisionContract,
  mitigation: mitigationContract,
  registerView: registerViewContract,
  workshop: {
    list: op.input(OfProject).output(z.array(WorkshopSummary)),
    create: op.input(OfProject.extend({ name: z.string().min(1).max(200), agenda: z.array(Id).min(1), settings: WorkshopSettings, practice: PracticeThreat.nullable().default(null) })).output(WorkshopSummary),
    get: op.input(OfWorkshop).output(FacilitatorView),
    watch: op.input(OfWorkshop).output(eventIterator(FacilitatorView)),
    present: op.input(OfWorkshop).output(eventIterator(PresenterView)),
    /** Opens the room's listener on the LAN; again after a restart it is opened by itself while the workshop is not closed. */
    openRoom: op.input(OfWorkshop).output(RoomAddress),
    room: op.input(OfWorkshop).output(RoomAddress.nullable()),
    /** A new code at once: the old one lets nobody in any more, and who has a seat keeps it. */
    rotateCode: op.input(OfWorkshop).output(RoomAddress),
    /** Locks the room against new seats, or unlocks it. */
    lockRoom: op.input(OfWorkshop.extend({ locked: z.boolean() })).output(RoomAddress),
    /** What the room's network is like, with the self-test's findings of this moment; also before the room is open. */
    network: op.input(OfWorkshop).output(RoomNetwork),
    /** Remembered for this and later workshops. An open room moves at once; the seats' pages come back by themselves where their address stays. */
    setNetwork: op.input(OfWorkshop.extend({ settings: RoomNetworkSettings })).output(RoomNetwork),
    /** Who waits at the door for a seat of theirs. */
    claims: op.input(OfWorkshop).output(z.array(RoomClaim)),
    /** Gives the seat to whoever claims it, and takes it from the device that had it; null turns the claim down. */
    answerClaim: op.input(OfWorkshop.extend({ claim: Id, seat: Id.nullable() })).output(z.array(RoomClaim)),
    // Not read through: with 200 seats, the answer to a reveal would take longer to check than all their views take to make.
    command: op.input(OfWorkshop.extend({ command: FacilitatorCommand })).output(trusted<FacilitatorView>()),
    /** What the workshop leaves behind; of one that is not closed, up to now. */
    report: op.input(OfWorkshop).output(WorkshopReport),
    /** The workshop as its room saw it, moment by moment. */
    timeline: op.input(OfWorkshop).output(WorkshopTimeline),
    /** The report as a file. Cut, it names nobody and has neither remarks nor votes by seat. */
    exportReport: op.input(OfWorkshop.extend({ format: ReportFormat, cut: z.enum(['nothing', 'names-and-votes']), job: z.string() })).output(FileOut),
  },
  entry: entryContract,
  rule: ruleContract,
  template: templateContract,
  blueprint: blueprintContract,
  key: keyContract,
  register: {
    rows: op.input(OfProject).output(z.array(RegisterRow)),
    export: op
      .input(OfProject.extend({ format: ExportFormat, revision: Id.nullable(), cut: z.enum(['nothing', 'names-and-votes']), passphrase: NewPassphrase.nullable().default(null), picture: PictureRequest.optional(), document: DocumentChoice.default(wholeDocument), job: z.string() }))
      .output(FileOut.extend({ notCarried: z.array(NotCarried) })),
    freeze: op.input(OfProject).output(RevisionSummary),
    revisions: op.input(OfProject).output(z.array(RevisionSummary)),
    /** The threats as a revision froze them, of which somebody may sign for some. */
    signable: op.input(OfProject.extend({ revision: Id })).output(z.array(SignableThreat)),
    sign: op.input(OfProject.extend({ revision: Id, request: SignatureRequest })).output(SignatureInfo),
    /** Erases names and votes of a revision for good; it still verifies. */
    erase: op.input(OfProject.extend({ revision: Id })).output(RevisionSummary),
    /** Checks a register file. `onlyTrusted`: it fails where a signature is by a key that is neither this installation's nor trusted. */
    verify: op.input(z.object({ file: File, onlyTrusted: z.boolean().default(false) })).output(VerifiedHere),
    ...signOffContract,
  },
}
export type WorkbenchContract = typeof workbenchContract

/** The workshop's operations as they are served: the room's own views are not read through again at each push. A contract test holds them to their schemas. */
export const servedWorkshopContract = {
  ...workbenchContract.workshop,
  watch: op.input(OfWorkshop).output(eventIterator(trusted<FacilitatorView>())),
  present: op.input(OfWorkshop).output(eventIterator(trusted<PresenterView>())),
}

