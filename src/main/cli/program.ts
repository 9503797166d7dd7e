import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { ImportFormat, importFormats } from '../../shared/domain/import.ts'
import { documentPresets, paperSizes } from '../../shared/domain/document.ts'
import { languages } from '../../shared/domain/language.ts'
import { exportFormats } from '../../shared/domain/register.ts'
import { pictureThemes } from '../../shared/domain/seat-diagram.ts'
import { pictureFormats } from '../export/picture/picture.ts'
import { FileProblem } from '../import/file-problem.ts'
import { columnFields, type ColumnMapping } from '../../shared/list/register-columns.ts'
import { analysisFormats, engines } from './analyze.ts'
import { convertFormats } from './convert.ts'
import { CliProblem } from './io.ts'
import { passphraseHelp } from './passphrase.ts'
import type { Output } from './io.ts'

/**
 * Runs the command line. Answers the exit code: 0 done, 1 a check said no, 2 bad usage or unreadable input.
 * Anything else that goes wrong is a defect and is thrown.
 */
export async function runCli(args: string[], version: string, output: Output): Promise<number> {
  let code = 0
  const program = build(version, output, (result) => {
    code = result
  })
  if (args.length === 0) {
    output.data(program.helpInformation())
    output.message('dreadnought: no command given')
    return 2
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (problem) {
    if (problem instanceof CommanderError) return problem.exitCode === 0 ? 0 : 2
    if (problem instanceof FileProblem) {
      const { file, place, expected } = problem.problem
      output.message(oneLine(`dreadnought: ${file}: ${place}`))
      output.message(oneLine(`expected ${expected}`))
      return 2
    }
    if (problem instanceof CliProblem) {
      for (const line of problem.lines) output.message(oneLine(line))
      return 2
    }
    throw problem
  }
}

/** Text of a file never steers the terminal, and stays within a line. */
function oneLine(text: string): string {
  const clean = text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
  return clean.length > 400 ? `${clean.slice(0, 400)}...` : clean
}

function readFormat(value: string): ImportFormat {
  const format = ImportFormat.safeParse(value)
  if (!format.success) throw new InvalidArgumentError(`Formats are ${importFormats.join(', ')}.`)
  return format.data
}

/** `Titel=title`, may be repeated: what is not named is kept with the row. */
function readColumn(value: string, before: ColumnMapping | undefined): ColumnMapping {
  const at = value.lastIndexOf('=')
  const field = columnFields.find((known) => known === value.slice(at + 1).trim())
  if (at < 1 || field === undefined) throw new InvalidArgumentError(`Expected COLUMN=FIELD; fields are ${columnFields.join(', ')}.`)
  return { ...before, [value.slice(0, at).trim()]: field }
}

/** Pixels a diagram pixel. */
function readScale(value: string): number {
  const scale = Number(value)
  if (!(scale >= 0.1 && scale <= 8)) throw new InvalidArgumentError('Expected a number from 0.1 to 8.')
  return scale
}

function collect(value: string, before: string[]): string[] {
  return [...before, value]
}

/** Each command loads its own code when it runs, so that a small command does not pay for a large one. */
function build(version: string, output: Output, done: (code: number) => void): Command {
  const program = new Command('dreadnought')
    .description('Threat workshops offline: read an architecture, find STRIDE threats, verify a signed register.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: output.data, writeErr: (text) => output.message(text.trimEnd()) })
    .showHelpAfterError(false)
  const map = (): Option => new Option('--map <column=field>', 'what a column of a CSV or XLSX register is, instead of guessing; may be repeated').argParser(readColumn)
  const from = (): Option => new Option('--from <format>', 'the format of the file, instead of detecting it').argParser(readFormat)

  const passphrase = (): Option => new Option('--passphrase-file <file>', passphraseHelp)

  const theme = (): Option => new Option('--theme <theme>', 'of a picture (svg, png)').choices(pictureThemes)
  const legend = (): Option => new Option('--legend', 'a picture says what its shapes mean')
  const diagram = (): Option => new Option('--diagram <name>', 'which diagram a picture is of, instead of the first')
  const scale = (): Option => new Option('--scale <number>', 'pixels of a PNG for each of the diagram, 2 unless given').argParser(readScale)

  program
    .command('import')
    .description('read a file and print what it holds and how much of it was read')
    .addArgument(new Argument('<file>'))
    .addOption(from())
    .addOption(map())
    .addOption(passphrase())
    .addOption(new Option('--format <format>').choices(['json', 'text'] as const).default('json' as const))
    .action(async (file, options) => done(await (await import('./import.ts')).runImport(file, options, output)))

  program
    .command('analyze')
    .description('find threats in a model')
    .addArgument(new Argument('<file>'))
    .addOption(from())
    .addOption(passphrase())
    .addOption(new Option('--rules <folder>', 'rule packs beside the built-in ones, may be repeated; with --engine tmt one template (.tb7)').argParser(collect).default([]))
    .addOption(new Option('--engine <engine>', 'what finds the threats').choices(engines).default('native' as const))
    .addOption(new Option('--format <format>').choices(analysisFormats).default('json' as const))
    .action(async (file, options) => done(await (await import('./analyze.ts')).runAnalyze(file, options, output)))

  program
    .command('convert')
    .description('write a model or threat list in another format; what it could not carry is told on standard error')
    .addArgument(new Argument('<file>'))
    .addOption(new Option('--to <format>').choices([...convertFormats, 'xlsx' as const, ...pictureFormats]).makeOptionMandatory())
    .addOption(new Option('-o, --out <file>', 'where to write, instead of standard output'))
    .addOption(from())
    .addOption(map())
    .addOption(passphrase())
    .addOption(theme())
    .addOption(legend())
    .addOption(diagram())
    .addOption(scale())
    .action(async (file, options) => done(await (await import('./convert.ts')).runConvert(file, options, output)))

  program
    .command('diff')
    .description('what differs between two models, two threat lists, or two register files; exit 1 if they differ')
    .addArgument(new Argument('<a>'))
    .addArgument(new Argument('<b>'))
    .addOption(from())
    .addOption(new Option('--engine <engine>', 'what finds the threats in two models; tmt: the template inside the second .tm7, else the first').choices(engines).default('native' as const))
    .addOption(new Option('--format <format>').choices(['json', 'md'] as const).default('json' as const))
    .action(async (a, b, options) => done(await (await import('./diff.ts')).runDiff(a, b, options, output)))

  program
    .command('verify')
    .description('check a register file offline; exit 1 if anything fails')
    .addArgument(new Argument('<file>'))
    .addOption(new Option('--trust <fingerprint>', 'trust this key only; may be repeated').argParser(collect).default([]))
    .action(async (file, options) => done(await (await import('./verify.ts')).runVerify(file, options, output)))

  program
    .command('projects')
    .description('list the projects of the library')
    .addOption(new Option('--db <file>', 'the library, instead of the usual one'))
    .addOption(new Option('--format <format>').choices(['json', 'text'] as const).default('json' as const))
    .action(async (options) => done((await import('./library.ts')).runProjects(options, output)))

  program
    .command('export')
    .description('write the register of a project')
    .addArgument(new Argument('<project>', 'id, exact name, or a .dread file'))
    .addOption(new Option('--to <format>').choices(exportFormats).makeOptionMandatory())
    .addOption(new Option('--revision <number>', 'a frozen revision, or "last", instead of the draft; as json it is what verify checks'))
    .addOption(new Option('--passphrase-file <file>', `encrypts the project file that is written (dread); ${passphraseHelp}`))
    .addOption(new Option('--plain', 'a project file (dread) without encryption, whatever PROJECT has or the environment says').default(false))
    .addOption(new Option('--cut', 'without names and votes; a cut revision still verifies').default(false))
    .addOption(new Option('--preset <reader>', 'what goes into a document (pdf, md)').choices(documentPresets).default('auditor' as const, 'auditor: everything'))
    .addOption(new Option('--lang <language>', 'in which language a document is').choices(languages).default('en' as const))
    .addOption(new Option('--page <size>', 'on which paper a PDF is').choices(paperSizes).default('a4' as const))
    .addOption(new Option('--no-bom', 'csv without a byte order mark, for programs that take it for text'))
    .addOption(new Option('-o, --out <file>', 'where to write, instead of standard output'))
    .addOption(new Option('--db <file>', 'the library, instead of the usual one'))
    .addOption(theme())
    .addOption(legend())
    .addOption(diagram())
    .addOption(scale())
    .action(async (project, options) => done(await (await import('./library.ts')).runExport(project, options, output)))

  return program
}
