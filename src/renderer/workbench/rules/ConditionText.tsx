import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { ElementKind } from '../../../shared/domain/model.ts'
import type { RuleCondition } from '../../../shared/domain/rule.ts'
import { answerText } from '../phrases.ts'
import { useVocabulary } from '../model/useVocabulary.ts'

/** A condition in words: one line for each part, indented as they hang together. */
export function ConditionText({ condition }: { condition: RuleCondition }) {
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', '& ul': { m: 0, ml: '5px', pl: 3, listStyle: 'none', borderLeft: '1px solid', borderColor: 'divider' }, '& li': { py: 0.5 } }}>
      <Part condition={condition} />
    </Box>
  )
}

function Part({ condition }: { condition: RuleCondition }) {
  const { t } = useTranslation('rules')
  const leaf = useLeafText()
  const said = leaf(condition)
  if (said !== null) return <li>{said}</li>
  switch (condition.op) {
    case 'all':
    case 'any': {
      const [only] = condition.of
      if (!only) return <li>{t('condition.always')}</li>
      return condition.of.length === 1 ? <Part condition={only} /> : <Group title={t(`condition.${condition.op}`)} of={condition.of} />
    }
    case 'incoming':
    case 'outgoing':
      return <Group title={t(`condition.${condition.op}`, { count: condition.least })} of={[condition.of]} />
    case 'fact':
    case 'technology':
    case 'kind':
      return null
    default:
      return <Group title={t(`condition.${condition.op}`)} of={[condition.of]} />
  }
}

function Group({ title, of }: { title: string; of: readonly RuleCondition[] }) {
  const { t } = useTranslation('rules')
  const leaf = useLeafText()
  const [only] = of
  const inline = of.length === 1 && only ? leaf(only) : null
  if (inline !== null) return <li>{t('condition.with', { title, what: inline })}</li>
  // What is around all of several parts says so already.
  const parts = of.length === 1 && only?.op === 'all' && only.of.length > 0 ? only.of : of
  return (
    <li>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {title}
      </Box>
      <ul>
        {parts.map((part, index) => (
          <Part key={index} condition={part} />
        ))}
      </ul>
    </li>
  )
}

/** The words of a condition that contains no other; null for one that does. */
function useLeafText(): (condition: RuleCondition) => string | null {
  const { t, i18n } = useTranslation(['rules', 'common'])
  const { facts, technologies } = useVocabulary()
  const or = new Intl.ListFormat(i18n.language, { type: 'disjunction' })
  return (condition) => {
    switch (condition.op) {
      case 'fact': {
        const definition = facts.find(({ name }) => name === condition.fact)
        return t('condition.fact', { fact: definition?.label ?? condition.fact, values: or.format(condition.values.map((value) => answerText(definition, value))) })
      }
      case 'technology':
        return t('condition.technology', { names: or.format(condition.ids.map((id) => technologies.find((one) => one.id === id)?.name ?? id)) })
      case 'kind':
        return t('condition.kind', { kinds: or.format(condition.kinds.map((kind) => kindText(kind))) })
      case 'not': {
        const inner = structure(condition.of)
        return inner === null ? null : t('condition.notLeaf', { what: inner })
      }
      default:
        return null
    }
    function structure(inner: RuleCondition): string | null {
      if (inner.op === 'technology') return t('condition.technology', { names: or.format(inner.ids.map((id) => technologies.find((one) => one.id === id)?.name ?? id)) })
      if (inner.op === 'kind') return t('condition.kind', { kinds: or.format(inner.kinds.map(kindText)) })
      return null
    }
    function kindText(kind: string): string {
      const known = ElementKind.safeParse(kind)
      return known.success ? t(`kind.${known.data}`) : kind
    }
  }
}
