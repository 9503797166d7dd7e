import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { QuestionRef } from '../../../shared/domain/outcome.ts'
import { readModel } from '../../store/models.ts'
import { readHeader } from '../../store/projects.ts'
import { readRuleSettings } from '../../store/rule-settings.ts'
import { choiceOf } from '../../stride/packs/rule-choice.ts'
import type { AppContext } from '../context.ts'
import { JobTooLong } from '../jobs.ts'
import { notFound, refused } from '../problems.ts'
import type { RulePacks } from '../rules/rule-packs.ts'
import { needProject } from '../step.ts'

/** With own packs an inquiry may take as long as an analysis with them, and no longer: it must not keep the worker from all else. */
const inquiryLimitMs = 20_000

/** Without own packs there is no limit: what is shipped comes to an end. */
async function limited<Output>(own: string, work: (limitMs: number | undefined) => Promise<Output>): Promise<Output> {
  try {
    return await work(own === '' ? undefined : inquiryLimitMs)
  } catch (error) {
    if (error instanceof JobTooLong) throw refused('rules-too-slow')
    throw error
  }
}

/** What is asked of an analysis beyond its findings, in the worker; and the question that a room is asked now. */
export function inquiryHandlers(context: AppContext, packs: RulePacks) {
  const os = implement(workbenchContract).analysis
  /** Nothing that has to outlive the application: a room that is asked is a room that is there. */
  const asked = new Map<Id, QuestionRef>()

  /** The model and the rules that its analysis runs with. */
  function analysed(project: Id) {
    needProject(context, project)
    return { model: readModel(context.db, project), assets: readHeader(context.db, project).assets, own: packs.version(), choice: choiceOf(readRuleSettings(context.db, project)) }
  }

  // A page that does not want an answer any more does not stop the worker for it: starting another takes longer than going on.
  return {
    outcomes: os.outcomes.handler(({ input: { project, questions } }) => {
      const of = analysed(project)
      return limited(of.own, (limitMs) => context.jobs.run('outcomes', { ...of, questions }, { limitMs }))
    }),
    considered: os.considered.handler(async ({ input: { project, part, stride } }) => {
      const of = analysed(project)
      const found = await limited(of.own, (limitMs) => context.jobs.run('considered', { ...of, part, stride }, { limitMs }))
      if (found === null) throw notFound('object')
      return found
    }),
    asked: os.asked.handler(({ input }) => {
      needProject(context, input.project)
      return asked.get(input.project) ?? null
    }),
    ask: os.ask.handler(({ input: { project, question } }) => {
      needProject(context, project)
      if (question === null) asked.delete(project)
      else asked.set(project, question)
      context.changes.publish({ project, topics: ['asked'] })
      return question
    }),
  }
}
