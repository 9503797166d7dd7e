import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { useApi, useLiveQueries } from './api.tsx'
import { isMissing } from './explain.ts'
import { DropZone } from './imports/DropZone.tsx'
import { ImportProvider } from './imports/useImport.tsx'
import { Library } from './projects/Library.tsx'
import { ProjectFrame } from './shell/ProjectFrame.tsx'
import { isStage, type Stage } from './shell/stages.ts'

// Each stage is its own chunk, so that the library is there at once.
const loadModelStage = () => import('./model/ModelStage.tsx')
const ModelStage = lazy(async () => ({ default: (await loadModelStage()).ModelStage }))
const ChangesView = lazy(async () => ({ default: (await import('./changes/ChangesView.tsx')).ChangesView }))
const ThreatsPlaces = lazy(async () => ({ default: (await import('./threats/ThreatsPlaces.tsx')).ThreatsPlaces }))
const WorkshopStage = lazy(async () => ({ default: (await import('./workshop/WorkshopStage.tsx')).WorkshopStage }))
const RegisterStage = lazy(async () => ({ default: (await import('./register/RegisterStage.tsx')).RegisterStage }))
const SettingsStage = lazy(async () => ({ default: (await import('./settings/SettingsStage.tsx')).SettingsStage }))
const AskScreen = lazy(async () => ({ default: (await import('./workshop/presenter/AskScreen.tsx')).AskScreen }))
const RulesPage = lazy(async () => ({ default: (await import('./rules/RulesPage.tsx')).RulesPage }))
const PresenterScreen = lazy(async () => ({ default: (await import('./workshop/presenter/PresenterScreen.tsx')).PresenterScreen }))

function StageOf({ project, stage }: { project: string; stage: Stage }) {
  switch (stage) {
    case 'model':
      return <ModelStage project={project} />
    case 'threats':
      return <ThreatsPlaces project={project} />
    case 'workshop':
      return <WorkshopStage project={project} />
    case 'register':
      return <RegisterStage project={project} />
    case 'settings':
      return <SettingsStage project={project} />
  }
}

function ProjectPage({ project, stage }: { project: string; stage: string }) {
  const api = useApi()
  const known = useQuery({ queryKey: ['projects', project], queryFn: () => api.project.get({ project }) })
  // A line that was lost in the middle of the question says nothing about the project: the page stays, and asks again once it is back.
  if (isMissing(known.error)) return <Redirect to="/" />
  // A page of the settings, with an address of its own.
  if (stage === 'rules') {
    return (
      <ProjectFrame project={project} stage="settings">
        <Suspense>
          <RulesPage project={project} key={project} />
        </Suspense>
      </ProjectFrame>
    )
  }
  if (!isStage(stage)) return <Redirect to={`/p/${project}/model`} />
  return (
    <ProjectFrame project={project} stage={stage}>
      <DropZone project={project} />
      <Suspense>
        <StageOf project={project} stage={stage} key={`${project}/${stage}`} />
      </Suspense>
    </ProjectFrame>
  )
}

export function App() {
  useLiveQueries()
  // Whoever looks at the library is about to open a model.
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadModelStage(), { timeout: 3_000 })
    return () => cancelIdleCallback(idle)
  }, [])
  return (
    <Router hook={useHashLocation}>
      <ImportProvider>
        <Switch>
          <Route path="/present/:workshop">
            {({ workshop }) => (
              <Suspense>
                <PresenterScreen workshop={workshop} />
              </Suspense>
            )}
          </Route>
          <Route path="/ask/:project">
            {({ project }) => (
              <Suspense>
                <AskScreen project={project} />
              </Suspense>
            )}
          </Route>
          <Route path="/p/:project/changes/:before/:after">
            {({ project, before, after }) => (
              <ProjectFrame project={project} stage="threats">
                <Suspense>
                  <ChangesView project={project} before={decodeURIComponent(before)} after={decodeURIComponent(after)} />
                </Suspense>
              </ProjectFrame>
            )}
          </Route>
          <Route path="/p/:project/:stage">{({ project, stage }) => <ProjectPage project={project} stage={stage} />}</Route>
          <Route>
            <Library />
          </Route>
        </Switch>
      </ImportProvider>
    </Router>
  )
}
