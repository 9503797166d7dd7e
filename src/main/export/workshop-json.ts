import { jsonText } from './json-text.ts'
import type { WorkshopReport } from '../../shared/domain/workshop-report.ts'

/** A workshop's report as JSON for scripts, times in milliseconds. The same report gives the same bytes. */
export function writeWorkshopJson(report: WorkshopReport): string {
  return jsonText({ format: 'dreadnought-workshop-report', version: 1, ...report })
}
