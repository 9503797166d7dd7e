import Box from '@mui/material/Box'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useApi } from '../api.tsx'
import { comparePath } from '../changes/compare-path.ts'
import { useImport } from '../imports/useImport.tsx'
import { rememberPlace } from '../places.ts'
import { placeKeys, placePath, places } from '../threats/place.ts'
import { assetsPath } from '../settings/settings-url.ts'
import { CommandPalette } from './CommandPalette.tsx'
import { type Command, useCommands } from './commands.tsx'
import { Header } from './Header.tsx'
import { useHistory } from './history.ts'
import { KeysDialog } from './KeysDialog.tsx'
import { Rail } from './Rail.tsx'
import { type Stage, stagePath, stages } from './stages.ts'
import { StatusLine } from './StatusLine.tsx'
import { modelQuery } from '../model-query.ts'

/** The one window of an open project: rail, header, the work in the middle, status line. */
export function ProjectFrame({ project, stage, children }: { project: string; stage: Stage; children: ReactNode }) {
  const { t } = useTranslation(['common', 'questions'])
  const [, navigate] = useLocation()
  const [palette, setPalette] = useState(false)
  const [keys, setKeys] = useState(false)
  const history = useHistory(project)
  const { chooseFiles } = useImport()
  useEffect(() => rememberPlace(project, stage), [project, stage])
  const [api, queries] = [useApi(), useQueryClient()]
  // While the stage itself is still being loaded.
  useEffect(() => {
    if (stage === 'model') void queries.prefetchQuery(modelQuery(api, queries, project))
  }, [api, queries, project, stage])
  const commands = useMemo<Command[]>(
    () => [
      { id: 'palette', label: t('palette.title'), keys: ['mod+k'], everywhere: true, whileTyping: true, run: () => setPalette(true) },
      { id: 'keys', label: t('keys.show'), keys: ['?'], everywhere: true, run: () => setKeys(true) },
      { id: 'undo', label: t('undo'), keys: ['mod+z'], everywhere: true, run: history.undo },
      { id: 'redo', label: t('redo'), keys: ['mod+shift+z', 'mod+y'], everywhere: true, run: history.redo },
      { id: 'import', label: t('import.into'), keys: ['mod+i'], everywhere: true, run: () => chooseFiles(project) },
      { id: 'compare-states', label: t('compareStates'), everywhere: true, run: () => navigate(comparePath(project, 'now', 'file')) },
      { id: 'go-library', label: t('library'), keys: ['alt+0'], everywhere: true, run: () => navigate('/') },
      ...(stage === 'threats' ? [] : places.map((place) => ({ id: `place-${place}`, label: t(`questions:goTo.${place}`), keys: [placeKeys[place]], everywhere: true, run: () => navigate(placePath(project, place)) }))),
      { id: 'go-rules', label: t('rules'), keys: ['alt+6'], everywhere: true, run: () => navigate(`/p/${project}/rules`) },
      { id: 'data-assets', label: t('dataAssets'), everywhere: true, run: () => navigate(assetsPath(project)) },
      ...stages.map((name, index) => ({ id: `go-${name}`, label: t(`stage.${name}`), keys: [`alt+${index + 1}`], everywhere: true, run: () => navigate(stagePath(project, name)) })),
    ],
    [t, history, navigate, project, stage, chooseFiles],
  )
  useCommands(commands)
  return (
    <Box
      sx={{
        display: 'grid',
        height: '100%',
        gridTemplateColumns: 'auto minmax(0, 1fr)',
        gridTemplateRows: 'auto minmax(0, 1fr) auto',
        gridTemplateAreas: '"rail header" "rail work" "status status"',
        bgcolor: 'background.default',
      }}
    >
      <Rail project={project} stage={stage} />
      <Header project={project} stage={stage} onPalette={() => setPalette(true)} />
      <Box component="main" sx={{ gridArea: 'work', minWidth: 0, minHeight: 0, overflow: 'auto' }}>
        {children}
      </Box>
      <StatusLine project={project} history={history} onKeys={() => setKeys(true)} />
      <CommandPalette open={palette} onClose={() => setPalette(false)} />
      <KeysDialog open={keys} onClose={() => setKeys(false)} />
    </Box>
  )
}
