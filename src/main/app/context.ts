import type { Database } from 'better-sqlite3'
import type { Change, JobProgress } from '../../shared/contract/workbench.ts'
import type { AnalysisChange, AnalysisPiece } from '../../shared/domain/analysis-change.ts'
import type { Analysis } from '../../shared/domain/finding.ts'
import type { Clock, Id, Instant, NewId } from '../../shared/domain/id.ts'
import type { ColumnMapping } from '../../shared/list/register-columns.ts'
import type { ImportedFile, ImportFormat } from '../../shared/domain/import.ts'
import type { Language } from '../../shared/domain/language.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { ModelNews } from '../../shared/domain/model-change.ts'
import type { Considered, QuestionOutcomes, QuestionRef } from '../../shared/domain/outcome.ts'
import type { RuleDetail, RuleLibrary, RulePreview } from '../../shared/domain/rule.ts'
import type { Asset } from '../../shared/domain/project.ts'
import type { DrawnDiagram, PictureTheme } from '../../shared/domain/seat-diagram.ts'
import type { TmtPart } from '../../shared/domain/tmt.ts'
import type { WorkshopReport } from '../../shared/domain/workshop-report.ts'
import type { WorkshopTimeline } from '../../shared/domain/workshop-timeline.ts'
import type { PaperInput } from '../export/paper-ballot.ts'
import type { LogEntry } from '../store/workshops.ts'
import type { Stride } from '../../shared/domain/stride.ts'
import type { Recogniser } from '../stride/vocabulary/recognise.ts'
import type { FactWords, TechnologyWords } from '../stride/packs/book.ts'
import type { RuleChoice } from '../stride/packs/rule-choice.ts'
import type { ProjectTemplates, TemplateWords } from './analysis/project-templates.ts'
import type { KeyPlace } from '../store/keys/own-key.ts'
import type { WholeProject } from '../../shared/domain/project-rows.ts'
import type { OpenRegister } from './register/register-compared.ts'
import type { WrittenRegister, WrittenRequest } from './register/register-request.ts'

/** Long work by name: what goes into the worker and what comes out. */
export interface JobTable {
  import: { input: { name: string; bytes: Uint8Array; from: ImportFormat | null; columns?: ColumnMapping | undefined; preview?: boolean }; output: ImportedFile }
  /** `assets` are those of the project, which say something of parts of its model. `own`: the version of the user's packs; empty where the analysis does without them. */
  analyze: { input: { model: Model; assets: readonly Asset[]; own: string; choice: RuleChoice }; output: Analysis }
  /** What each answer would confirm and clear. */
  outcomes: { input: { model: Model; assets: readonly Asset[]; own: string; choice: RuleChoice; questions: readonly QuestionRef[] }; output: QuestionOutcomes[] }
  /** Null where the part is not analysed. */
  considered: { input: { model: Model; assets: readonly Asset[]; own: string; choice: RuleChoice; part: Id; stride: Stride | null }; output: Considered | null }
  /**
   * The model of a project as it is in the library. `since` is the stamp of the analysis that the answer may build upon, which it does
   * where `upon` says so; else it is whole. What does not fit one message comes before it, in pieces.
   */
  'analyze-project': { input: { project: Id; own: string; choice: RuleChoice; since: string | null }; output: AnalysisChange & { stamp: string; upon: string | null }; piece: AnalysisPiece }
  /** The words of all shipped facts and technologies. */
  words: { input: Record<string, never>; output: { facts: Record<Language, FactWords[]>; technologies: TechnologyWords[] } }
  /** What labels are read by. */
  recogniser: { input: Record<string, never>; output: Recogniser }
  rules: { input: { own: string }; output: Omit<RuleLibrary, 'folder'> }
  rule: { input: { own: string; rule: string }; output: RuleDetail | undefined }
  preview: { input: { model: Model | null; assets: readonly Asset[]; choice: RuleChoice; draft: { file: string | null; text: string } }; output: RulePreview }
  /** What the project's template of Microsoft's tool finds, in its own model where `model` is null: see `ProjectTemplates`. */
  tmt: { input: { project: Id; model: Model | null; drawn: TmtPart[] | null; off: string[]; limitMs: number }; output: ReturnType<ProjectTemplates['run']> }
  template: { input: { project: Id }; output: TemplateWords | null }
  'read-template': { input: { project: Id; name: string; bytes: Uint8Array }; output: ReturnType<ProjectTemplates['read']> }
  /** The whole project in a file. */
  'open-project': { input: { name: string; bytes: Uint8Array }; output: WholeProject | null }
  /** The register in a file, to be compared; null for another file. */
  'open-register': { input: { name: string; bytes: Uint8Array }; output: OpenRegister | null }
  /** A register of the library, or one of its revisions, as a file. */
  export: { input: WrittenRequest; output: WrittenRegister }
  /** What a workshop was, told from its log. `cut` leaves names and votes out. */
  'workshop-report': { input: { log: LogEntry[]; project: string; now: Instant; cut: boolean }; output: WorkshopReport }
  'workshop-timeline': { input: { log: LogEntry[]; now: Instant }; output: WorkshopTimeline }
  /** A workshop's report, rendered to the bytes of a PDF. */
  'workshop-pdf': { input: { report: WorkshopReport }; output: Uint8Array }
  /** Paper ballots, rendered to the bytes of a PDF. */
  paper: { input: PaperInput; output: Uint8Array }
  /** One diagram for a participant's device. */
  picture: { input: { model: Model; diagram: Id; theme: PictureTheme }; output: DrawnDiagram }
}

/** What a kind of work hands over before it is done. */
export type PieceOf<Kind extends keyof JobTable> = JobTable[Kind] extends { piece: infer Piece } ? Piece : never

/** Runs long work off the event loop. Aborting ends the work and rejects with `CANCELLED`; nothing half-done stays. Beyond `limitMs` of work it ends as well, with `JobTooLong`. */
export interface Jobs {
  run<Kind extends keyof JobTable>(
    kind: Kind,
    input: JobTable[Kind]['input'],
    options?: { job?: string | undefined; signal?: AbortSignal | undefined; limitMs?: number | undefined; onPiece?: ((piece: PieceOf<Kind>) => void) | undefined },
  ): Promise<JobTable[Kind]['output']>
  /** Progress of all work, for the pages. */
  progress(signal?: AbortSignal): AsyncGenerator<JobProgress>
  close(): Promise<void>
}

/** Tells open pages what to fetch anew. */
export interface Changes {
  /** `model`: what became of the model, where that is a topic; where it is not given, the pages read the model again. */
  publish(change: Omit<Change, 'model'>, model?: Pick<ModelNews, 'change' | 'by'>): void
  /** The state that the model is in, as {@link ModelNews} calls it. */
  modelStamp(project: Id): string
  subscribe(signal?: AbortSignal): AsyncGenerator<Change>
}

/** What every handler gets. */
export interface AppContext {
  db: Database
  clock: Clock
  newId: NewId
  /** Cryptographically random bytes, for tokens and salts. */
  randomBytes: (length: number) => Uint8Array
  changes: Changes
  jobs: Jobs
  /** Folder with rules, technologies, catalogue, samples and fonts. */
  resources: string
  dataDir: string
  /** Where the key is that signs here. */
  keyPlace: KeyPlace
  host: 'electron' | 'browser'
  version: string
  log: (message: string) => void
}
