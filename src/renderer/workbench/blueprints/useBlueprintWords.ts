import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type Blueprint, isBuiltIn } from '../../../shared/domain/blueprint.ts'

/** What a template or stamp is called: built-in ones in the page's language, one's own as they were named. */
export function useBlueprintWords(): (blueprint: Blueprint) => { name: string; description: string } {
  const { t } = useTranslation('blueprints')
  return useCallback(({ id, name, description }) => (isBuiltIn(id) ? { name: t(`builtIn.${id}.name`), description: t(`builtIn.${id}.text`) } : { name, description }), [t])
}
