import { useQuery } from '@tanstack/react-query';
import { nameOf, operatorsKey, readOperators } from '#/screens/operators/operators';
import { AppLink } from '#/shared/links';

/** A link to an operator: by its name if one may see it, else by its id. The list is read once, however many names a page has. */
export function OperatorName({ operatorId }: { operatorId: string }) {
  const operators = useQuery({ queryKey: operatorsKey, queryFn: readOperators, staleTime: 60_000 });
  const operator = operators.data?.find((each) => each.operatorId === operatorId);
  return (
    <AppLink to="/operators/$operatorId" params={{ operatorId }}>
      {operator ? nameOf(operator) : operatorId}
    </AppLink>
  );
}
