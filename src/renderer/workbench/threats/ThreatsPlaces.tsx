import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api.tsx'
import { type Command, useCommands } from '../shell/commands.tsx'
import type { CoverageCell } from './coverage/cell.ts'
import { CoverageView } from './coverage/CoverageView.tsx'
import { clearPlaceOfUrl, type Place, placeKeys, placeOfUrl, places } from './place.ts'
import { PlaceSwitch } from './PlaceSwitch.tsx'
import { QuestionsView } from './questions/QuestionsView.tsx'
import type { TriageTab } from './tabs.ts'
import { ThreatsStage } from './ThreatsStage.tsx'
import { useAnalysisQuery } from '../analysis-query.ts'

/** The stage of the threats: the triage, what is unknown still, and what is covered. */
export function ThreatsPlaces({ project }: { project: string }) {
  const { t } = useTranslation('questions')
  const api = useApi()
  const [place, setPlace] = useState<Place>(placeOfUrl)
  const [opened, setOpened] = useState<{ cell: CoverageCell; start: TriageTab } | null>(null)
  useEffect(clearPlaceOfUrl, [])
  // A question that the facilitator walks away from does not stay on the projector.
  useEffect(() => () => void api.analysis.ask({ project, question: null }).catch(() => undefined), [api, project])
  const questions = useAnalysisQuery(project).data?.analysis.questions.length
  const commands = useMemo<Command[]>(() => places.map((name) => ({ id: `place-${name}`, label: t(`goTo.${name}`), keys: [placeKeys[name]], run: () => setPlace(name) })), [t])
  useCommands(commands)
  const lead = <PlaceSwitch place={place} counts={questions === undefined ? {} : { questions }} onPlace={setPlace} />
  switch (place) {
    case 'triage':
      return <ThreatsStage key={JSON.stringify(opened?.cell)} project={project} lead={lead} cell={opened?.cell ?? null} start={opened?.start ?? 'findings'} onWhole={() => setOpened(null)} />
    case 'questions':
      return <QuestionsView project={project} lead={lead} />
    case 'coverage':
      return (
        <CoverageView
          project={project}
          lead={lead}
          onOpen={(cell, figures) => {
            setOpened({ cell, start: figures.new > 0 ? 'findings' : figures.accepted > 0 ? 'threats' : 'dismissed' })
            setPlace('triage')
          }}
        />
      )
  }
}
