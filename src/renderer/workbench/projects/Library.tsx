import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { FileDown, FolderPlus, LayoutTemplate, Plus, Search } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ProjectSummary } from '../../../shared/domain/project.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { useApi } from '../api.tsx'
import { BlueprintDialog } from '../blueprints/BlueprintDialog.tsx'
import { DropZone } from '../imports/DropZone.tsx'
import { useImport } from '../imports/useImport.tsx'
import { forgetPlace } from '../places.ts'
import { useExport } from '../register/export/useExport.tsx'
import { useSignOffFiles } from '../sign-off/useSignOffFiles.tsx'
import { CommandPalette } from '../shell/CommandPalette.tsx'
import { type Command, useCommands } from '../shell/commands.tsx'
import { KeysDialog } from '../shell/KeysDialog.tsx'
import { stagePath } from '../shell/stages.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { LibraryFooter } from './LibraryFooter.tsx'
import { NameDialog } from './NameDialog.tsx'
import { ProjectCard } from './ProjectCard.tsx'

/** The library: every project on this computer. */
export function Library() {
  const { t } = useTranslation(['projects', 'signOff', 'common', 'blueprints'])
  const api = useApi()
  const [, navigate] = useLocation()
  const { say, fail } = useToasts()
  const { chooseFiles } = useImport()
  const exporting = useExport()
  const signOff = useSignOffFiles()
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const [naming, setNaming] = useState<'new' | ProjectSummary | null>(null)
  const [choosing, setChoosing] = useState(false)
  const [palette, setPalette] = useState(false)
  const [keys, setKeys] = useState(false)
  const searchField = useRef<HTMLInputElement>(null)
  useEffect(forgetPlace, [])
  const projects = useQuery({ queryKey: ['projects', null, wanted], queryFn: () => api.project.list({ search: wanted }), placeholderData: (before) => before })

  const create = useMutation({ mutationFn: (name: string) => api.project.create({ name }), onSuccess: (project) => navigate(stagePath(project.id, 'model')), onError: fail })
  const start = useMutation({ mutationFn: ({ blueprint, name }: { blueprint: string; name: string }) => api.blueprint.start({ blueprint, name, label: t('blueprints:startLabel', { name }) }), onSuccess: (project) => navigate(stagePath(project.id, 'model')), onError: fail })
  const rename = useMutation({ mutationFn: ({ id, name }: { id: string; name: string }) => api.project.rename({ project: id, name }), onError: fail })
  const duplicate = useMutation({ mutationFn: ({ id, name }: { id: string; name: string }) => api.project.duplicate({ project: id, name: t('copyOf', { name: name.slice(0, 190) }) }), onError: fail })
  const restore = useMutation({ mutationFn: (id: string) => api.project.restore({ project: id }), onError: fail })
  const remove = useMutation({
    mutationFn: (project: ProjectSummary) => api.project.remove({ project: project.id }),
    onSuccess: (_, project) => say(t('deleted', { name: project.name }), { label: t('common:undo'), run: () => restore.mutate(project.id) }),
    onError: fail,
  })

  const commands = useMemo<Command[]>(
    () => [
      { id: 'palette', label: t('common:palette.title'), keys: ['mod+k'], everywhere: true, whileTyping: true, run: () => setPalette(true) },
      { id: 'keys', label: t('common:keys.show'), keys: ['?'], everywhere: true, run: () => setKeys(true) },
      { id: 'new-project', label: t('new'), keys: ['n'], run: () => setNaming('new') },
      { id: 'new-from-template', label: t('blueprints:new'), keys: ['t'], run: () => setChoosing(true) },
      { id: 'import', label: t('common:import.newProject'), keys: ['i'], run: () => chooseFiles(null) },
      { id: 'sign-request', label: t('signOff:openRequest'), run: signOff.openRequest },
      { id: 'search', label: t('search'), keys: ['/'], run: () => searchField.current?.focus() },
      ...(projects.data ?? []).map((project) => ({ id: `open-${project.id}`, label: project.name, run: () => navigate(stagePath(project.id, 'model')) })),
    ],
    [t, chooseFiles, navigate, projects.data, signOff.openRequest],
  )
  useCommands(commands)

  const list = projects.data ?? []
  const actions = (
    <>
      <Button variant="contained" size="medium" startIcon={<FileDown size={16} />} onClick={() => chooseFiles(null)}>
        {t('common:import.action')}
      </Button>
      <Button variant="outlined" size="medium" startIcon={<Plus size={16} />} onClick={() => setNaming('new')}>
        {t('new')}
      </Button>
      <Button variant="outlined" size="medium" startIcon={<LayoutTemplate size={16} />} onClick={() => setChoosing(true)}>
        {t('blueprints:new')}
      </Button>
    </>
  )
  return (
    <Box component="main" sx={{ height: '100%', overflow: 'auto', bgcolor: 'background.default' }}>
      <DropZone project={null} />
      <Box sx={{ maxWidth: 1120, mx: 'auto', px: 6, py: 10, minHeight: '100%', display: 'flex', flexDirection: 'column' }}>
        <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: 3, flexWrap: 'wrap', mb: 6 }}>
          <Box sx={{ flex: '1 1 280px' }}>
            <Typography variant="subtitle2" sx={{ color: 'primary.main' }}>
              {t('common:app')}
            </Typography>
            <Typography variant="h1">{t('title')}</Typography>
            <Typography sx={{ color: 'text.secondary' }}>{t('subtitle')}</Typography>
          </Box>
          <SearchField value={search} label={t('search')} field={searchField} onSearch={setSearch} sx={{ width: 280, bgcolor: 'background.paper' }} />
          {list.length > 0 || search !== '' ? <Box sx={{ display: 'flex', gap: 2 }}>{actions}</Box> : null}
        </Box>
        {projects.isSuccess && list.length === 0 ? (
          search === '' ? (
            <EmptyState icon={<FolderPlus size={26} />} title={t('emptyTitle')} text={t('emptyText')} actions={actions} />
          ) : (
            <EmptyState icon={<Search size={26} />} title={t('noMatchTitle')} text={t('noMatchText', { search })} />
          )
        ) : (
          <Box component="ul" aria-label={t('title')} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 4, gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))' }}>
            {list.map((project) => (
              <ProjectCard
                key={project.id}
                project={project}
                onOpen={() => navigate(stagePath(project.id, 'model'))}
                onRename={() => setNaming(project)}
                onDuplicate={() => duplicate.mutate(project)}
                onExport={() => exporting.run(project.id, { format: 'dread', revision: null, cut: 'nothing' })}
                onDelete={() => remove.mutate(project)}
              />
            ))}
          </Box>
        )}
        <Box sx={{ flex: 1 }} />
        <LibraryFooter onSignRequest={signOff.openRequest} />
      </Box>
      {choosing ? <BlueprintDialog size="whole" onClose={() => setChoosing(false)} onChoose={({ id }, name) => start.mutate({ blueprint: id, name })} /> : null}
      {naming ? (
        <NameDialog
          title={naming === 'new' ? t('new') : t('renameTitle')}
          action={naming === 'new' ? t('create') : t('common:rename')}
          initial={naming === 'new' ? '' : naming.name}
          onClose={() => setNaming(null)}
          onName={(name) => {
            setNaming(null)
            if (naming === 'new') create.mutate(name)
            else rename.mutate({ id: naming.id, name })
          }}
        />
      ) : null}
      {exporting.dialog}
      {signOff.dialog}
      <CommandPalette open={palette} onClose={() => setPalette(false)} />
      <KeysDialog open={keys} onClose={() => setKeys(false)} />
    </Box>
  )
}
