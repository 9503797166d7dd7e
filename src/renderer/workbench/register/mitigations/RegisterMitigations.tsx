import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { ArrowDown, ArrowUp, Plus, ShieldPlus, X } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Gap } from '../../../../shared/domain/completeness.ts'
import { emptyMitigation, type Mitigation } from '../../../../shared/domain/mitigation.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { useCommands } from '../../shell/commands.tsx'
import { useHistory } from '../../shell/history.ts'
import { useToasts } from '../../shell/Toasts.tsx'
import { todayHere } from '../grid/grid-row.ts'
import { MitigationDrawer } from './MitigationDrawer.tsx'
import { MitigationLine, mitigationTemplate } from './MitigationLine.tsx'
import { mitigationColumns, type MitigationFilter, mitigationFilters, type MitigationSort, shownMitigations } from './mitigation-list.ts'
import { useDecisions } from '../useDecisions.ts'
import { useRegisterThreats } from '../useRegisterThreats.ts'

interface RegisterMitigationsProps {
  project: string
  mitigations: readonly Mitigation[]
  /** Only the mitigations of one gap are shown. */
  gap: Gap | null
  onGap: (gap: Gap | null) => void
}

/** All that is done about the project's threats, one thing a row, with everything of one of them beside it. */
export function RegisterMitigations({ project, mitigations, gap, onGap }: RegisterMitigationsProps) {
  const { t } = useTranslation(['mitigations', 'decisions', 'register'])
  const threats = useRegisterThreats(project)
  const { planned, drop } = useDecisions(project)
  const { undo } = useHistory(project)
  const { say } = useToasts()
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<MitigationFilter>('all')
  const [sort, setSort] = useState<MitigationSort>({ column: null, descending: false })
  const [current, setCurrent] = useState<string | null>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const [fresh, setFresh] = useState<string | null>(null)
  const byId = useMemo(() => new Map(threats.map((threat) => [threat.id, threat])), [threats])
  const today = todayHere()
  const wanted = useMemo(() => (gap ? mitigations.filter(({ id }) => gap.mitigations.includes(id)) : mitigations), [mitigations, gap])
  const shown = useMemo(() => shownMitigations(wanted, { search, filter, sort, today, threatOf: (id) => byId.get(id) }), [wanted, search, filter, sort, today, byId])
  const open = mitigations.find(({ id }) => id === current)
  function step(by: number) {
    const at = shown.findIndex(({ id }) => id === current)
    const next = shown[Math.min(Math.max(at + by, 0), shown.length - 1)]
    if (next) setCurrent(next.id)
  }
  async function add() {
    const made = await planned({ ...emptyMitigation, title: t('newTitle'), threats: [] })
    if (!made) return
    onGap(null)
    setSearch('')
    setFilter('all')
    setCurrent(made.id)
    setFresh(made.id)
  }
  function remove({ id, title }: Mitigation) {
    setCurrent(null)
    drop(id)
    say(t('removed', { title }), { label: t('undo'), run: undo })
  }
  useCommands([
    { id: 'next', label: t('next'), keys: ['j', 'arrowdown'], run: () => step(1) },
    { id: 'previous', label: t('previous'), keys: ['k', 'arrowup'], run: () => step(-1) },
    { id: 'close', label: t('close'), keys: ['escape'], disabled: current === null, whileTyping: true, run: () => setCurrent(null) },
    { id: 'search', label: t('search'), keys: ['/'], run: () => searchField.current?.focus() },
    { id: 'new', label: t('add'), keys: ['n'], run: () => void add() },
    { id: 'remove', label: t('remove'), keys: ['delete'], disabled: open === undefined, run: () => open && remove(open) },
  ])
  const addButton = (
    <Button variant="contained" startIcon={<Plus size={15} />} onClick={() => void add()}>
      {t('add')}
    </Button>
  )
  if (mitigations.length === 0) return <EmptyState icon={<ShieldPlus size={26} />} title={t('emptyTitle')} text={t('emptyText')} actions={addButton} />
  const gapName = gap ? t('decisions:gapFilter', { gap: t(`decisions:gap.${gap.rule}`) }) : ''
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap', px: 4, py: 2.5, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
        <SearchField value={search} label={t('search')} field={searchField} onSearch={setSearch} sx={{ width: 260 }} />
        <TextField select label={t('show')} value={filter} sx={{ minWidth: 200 }} onChange={(event) => setFilter(mitigationFilters.find((name) => name === event.target.value) ?? 'all')}>
          {mitigationFilters.map((name) => (
            <MenuItem key={name} value={name}>
              {t(`filter.${name}`)}
            </MenuItem>
          ))}
        </TextField>
        {gap ? (
          <Button size="small" variant="outlined" endIcon={<X size={14} />} aria-label={`${gapName}. ${t('clearGap')}`} onClick={() => onGap(null)}>
            {gapName}
          </Button>
        ) : null}
        <Box component="span" role="status" sx={{ flex: 1, color: 'text.secondary' }}>
          {t('shown', { count: shown.length, all: mitigations.length })}
        </Box>
        {addButton}
      </Box>
      <Box sx={{ display: 'flex', minHeight: 0 }}>
        <Box role="table" aria-label={t('title')} aria-rowcount={shown.length} sx={{ flex: 1, minWidth: 0, overflow: 'auto', bgcolor: 'background.paper' }}>
          <Box sx={{ minWidth: 800 }}>
            <Box role="row" sx={{ position: 'sticky', top: 0, zIndex: 2, display: 'grid', gridTemplateColumns: mitigationTemplate, px: 4, height: 36, alignItems: 'center', bgcolor: 'background.default', borderBottom: '1px solid', borderColor: 'divider' }}>
              {mitigationColumns.map((column) => {
                const sorted = sort.column === column
                return (
                  <Box key={column} role="columnheader" aria-sort={!sorted ? 'none' : sort.descending ? 'descending' : 'ascending'}>
                    <ButtonBase onClick={() => setSort({ column, descending: sorted && !sort.descending })} sx={{ gap: 1, fontSize: 12, fontWeight: 600, color: sorted ? 'text.primary' : 'text.secondary' }}>
                      {t(`column.${column}`)}
                      {!sorted ? null : sort.descending ? <ArrowDown size={13} /> : <ArrowUp size={13} />}
                    </ButtonBase>
                  </Box>
                )
              })}
            </Box>
            {shown.map((mitigation) => (
              <MitigationLine key={mitigation.id} mitigation={mitigation} today={today} current={mitigation.id === current} covered={mitigation.threats.flatMap((id) => byId.get(id) ?? [])} onOpen={() => setCurrent(mitigation.id)} />
            ))}
            {shown.length === 0 ? <Box sx={{ p: 8, color: 'text.secondary' }}>{t('noMatch')}</Box> : null}
          </Box>
        </Box>
        {open ? <MitigationDrawer project={project} mitigation={open} fresh={open.id === fresh} onClose={() => setCurrent(null)} onRemove={() => remove(open)} /> : null}
      </Box>
    </Box>
  )
}
