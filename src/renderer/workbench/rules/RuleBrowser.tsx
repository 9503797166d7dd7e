import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { FileUp, Plus, SearchX } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noRuleSettings, type PackInfo } from '../../../shared/domain/rule.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useVocabulary } from '../model/useVocabulary.ts'
import { type Command, useCommands } from '../shell/commands.tsx'
import { LoadFailure } from '../shell/LoadFailure.tsx'
import { dropDraft, keptDraft, type PackDraft } from './draft.ts'
import { newPack } from './new-pack.ts'
import { type PackAction, PackList } from './PackList.tsx'
import { PackProblems } from './PackProblems.tsx'
import { ReplaceDialog } from './ReplaceDialog.tsx'
import { everyRule, filterRules, type RuleFilter } from './rule-filter.ts'
import { RuleFilters } from './RuleFilters.tsx'
import { RuleList } from './RuleList.tsx'
import { RulePane } from './RulePane.tsx'
import { Suppressions } from './Suppressions.tsx'
import { usePackFiles } from './usePackFiles.ts'
import { useRuleActions, useRules } from './useRules.ts'

type RuleTab = 'rules' | 'suppressions'

/** Packs at the left, their rules in the middle, one rule at the right. `asked` is the rule to begin with. */
export function RuleBrowser({ project, asked, onEdit }: { project: string; asked: string | null; onEdit: (draft: PackDraft) => void }) {
  const { t } = useTranslation(['rules', 'common'])
  const { library, settings, findings } = useRules(project)
  const actions = useRuleActions(project)
  const files = usePackFiles(onEdit)
  const { technologies } = useVocabulary()
  const [tab, setTab] = useState<RuleTab>('rules')
  const [filter, setFilter] = useState<RuleFilter>(everyRule)
  const [wanted, setWanted] = useState(asked)
  const [kept, setKept] = useState(keptDraft)
  const searchField = useRef<HTMLInputElement>(null)
  const pane = useRef<HTMLDivElement>(null)
  const chooser = useRef<HTMLInputElement>(null)

  const nameOf = useCallback((id: string) => technologies.find((one) => one.id === id)?.name ?? id, [technologies])
  const all = library.data?.rules
  const rules = useMemo(() => filterRules(all ?? [], filter, nameOf), [all, filter, nameOf])
  const rule = rules.find(({ id }) => id === wanted) ?? rules[0]
  const { packs: packSwitches, rules: ruleSwitches, suppressed } = settings.data ?? noRuleSettings
  const packOn = (pack: string) => packSwitches[pack] !== false
  const ruleOn = (id: string) => ruleSwitches[id] !== false

  const step = (by: number) => {
    const at = rules.findIndex(({ id }) => id === rule?.id)
    const next = rules[Math.max(0, Math.min(rules.length - 1, at + by))]
    if (next) setWanted(next.id)
  }
  const startPack = () => onEdit({ file: null, text: newPack, saved: '', revision: null })
  const commands: Command[] = [
    { id: 'next', label: t('next'), keys: ['j', 'arrowdown'], run: () => step(1) },
    { id: 'previous', label: t('previous'), keys: ['k', 'arrowup'], run: () => step(-1) },
    { id: 'open', label: t('open'), keys: ['enter'], run: () => pane.current?.focus() },
    { id: 'search', label: t('search'), keys: ['/'], run: () => searchField.current?.focus() },
    { id: 'switch', label: t('switch'), keys: ['x'], disabled: !rule || !packOn(rule.pack), run: () => rule && actions.setRule.mutate({ rule: rule.id, on: !ruleOn(rule.id) }) },
    { id: 'new-pack', label: t('newPack'), keys: ['n'], run: startPack },
    { id: 'import-pack', label: t('importPack'), run: () => chooser.current?.click() },
  ]
  useCommands(commands)

  if (library.isLoadingError) return <LoadFailure error={library.error} onRetry={() => void library.refetch()} />
  if (!library.isSuccess || !settings.isSuccess) return null
  const { packs, problems, folder } = library.data
  const inPack = new Map<string, number>()
  for (const one of library.data.rules) inPack.set(one.pack, (inPack.get(one.pack) ?? 0) + (findings.get(one.id) ?? 0))

  function act(pack: PackInfo, action: PackAction) {
    if (action === 'edit') files.edit(pack.file)
    if (action === 'copy') files.copy(pack.id)
    if (action === 'export') files.give(pack)
    if (action === 'remove') actions.removePack.mutate(pack.file)
  }
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateRows: 'auto auto minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 4, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
        <Tabs value={tab} onChange={(_, value: RuleTab) => setTab(value)}>
          <Tab value="rules" label={`${t('title')} ${library.data.rules.length}`} />
          <Tab value="suppressions" label={`${t('suppressions.title')} ${suppressed.length}`} />
        </Tabs>
        <Box sx={{ flex: 1 }} />
        <Typography variant="body2" noWrap title={folder} sx={{ color: 'text.secondary', maxWidth: 380, direction: 'rtl' }}>
          <bdi>{t('folder', { folder })}</bdi>
        </Typography>
        <Button variant="outlined" color="inherit" startIcon={<FileUp size={15} />} onClick={() => chooser.current?.click()}>
          {t('importPack')}
        </Button>
        <Button variant="contained" startIcon={<Plus size={15} />} onClick={startPack}>
          {t('newPack')}
        </Button>
        <input
          ref={chooser}
          hidden
          type="file"
          accept=".yaml,.yml"
          aria-label={t('importPack')}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) files.take(file)
            event.target.value = ''
          }}
        />
      </Box>
      <Box>
        <PackProblems problems={problems} onEdit={files.edit} />
        {kept ? (
          <Alert
            severity="info"
            sx={{ borderRadius: 0 }}
            action={
              <>
                <Button color="inherit" onClick={() => onEdit(kept)}>
                  {t('draft.go')}
                </Button>
                <Button
                  color="inherit"
                  onClick={() => {
                    dropDraft()
                    setKept(null)
                  }}
                >
                  {t('draft.drop')}
                </Button>
              </>
            }
          >
            {t('draft.kept', { file: kept.file ?? t('editor.newFile') })}
          </Alert>
        ) : null}
      </Box>
      {tab === 'suppressions' ? (
        <Box sx={{ overflow: 'auto' }}>
          <Suppressions project={project} suppressed={suppressed} onTakeBack={({ rule: id, on }) => actions.unsuppress.mutate({ rule: id, on: [on] })} />
        </Box>
      ) : (
        <Box sx={{ display: 'grid', minHeight: 0, gridTemplateColumns: 'minmax(240px, 300px) minmax(320px, 440px) minmax(0, 1fr)' }}>
          <Box sx={{ minHeight: 0, display: 'grid', borderRight: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
            <PackList packs={packs} isOn={packOn} findings={(pack) => inPack.get(pack) ?? 0} chosen={filter.pack} onChoose={(pack) => setFilter({ ...filter, pack })} onSwitch={(pack, on) => actions.setPack.mutate({ pack, on })} onAction={act} />
          </Box>
          <Box sx={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', minHeight: 0, borderRight: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
            <RuleFilters rules={library.data.rules} filter={filter} nameOf={nameOf} onFilter={setFilter} field={searchField} />
            {rules.length === 0 ? (
              <EmptyState icon={<SearchX size={26} />} title={t('noneFound')} text={t('noneFoundText')} actions={<Button onClick={() => setFilter(everyRule)}>{t('showAll')}</Button>} />
            ) : (
              <RuleList rules={rules} current={rule?.id ?? null} isOn={(one) => packOn(one.pack) && ruleOn(one.id)} findings={findings} onCurrent={setWanted} />
            )}
          </Box>
          <Box sx={{ overflow: 'auto', minHeight: 0 }}>
            {rule ? <RulePane key={rule.id} rule={rule.id} pack={packs.find(({ id }) => id === rule.pack)} on={ruleOn(rule.id)} packOn={packOn(rule.pack)} findings={findings.get(rule.id) ?? 0} pane={pane} onSwitch={(on) => actions.setRule.mutate({ rule: rule.id, on })} /> : null}
          </Box>
        </Box>
      )}
      {files.replacing ? <ReplaceDialog file={files.replacing.name} onAnswer={files.answerReplacing} /> : null}
    </Box>
  )
}
