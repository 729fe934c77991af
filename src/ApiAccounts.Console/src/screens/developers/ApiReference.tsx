import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import SwaggerUI from 'swagger-ui-react';
import 'swagger-ui-react/swagger-ui.css';
import { useTranslations } from 'use-intl';
import { problemOf } from '#/api/problem';
import { send } from '#/api/send';
import { Loaded } from '#/shared/Loaded';
import { useTheme } from '#/theme/theme';
import { type ViewerRequest, withCaller } from './tryOut';

const useStyles = makeStyles({
  reference: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  viewer: {
    minWidth: 0,
    overflowX: 'auto',
    '& .swagger-ui .wrapper': { padding: 0, maxWidth: 'none' },
    '& .swagger-ui .info': { marginTop: tokens.spacingVerticalL },
    '& .swagger-ui .scheme-container': { padding: '12px 0', boxShadow: 'none', background: 'transparent' },
    // The page has a background of its own, in every theme: the dark look of the viewer would lay another over it.
    '& .swagger-ui.swagger-ui.swagger-ui': { backgroundColor: 'transparent' },
    '& .swagger-ui': { fontFamily: tokens.fontFamilyBase },
  },
});

async function readDocument(): Promise<string> {
  const response = await send(new Request(new URL('/openapi.yaml', window.location.origin)));
  if (!response.ok) throw await problemOf(response);
  return response.text();
}

const nothing = () => null;
/** Calls go to the server of this page: the content security policy allows no other, so none is offered, and no badge of a foreign site. */
const plugins = [{ wrapComponents: { ServersContainer: () => nothing, onlineValidatorBadge: () => nothing } }];
const asCaller = (request: ViewerRequest) => withCaller(request, window.location.origin);

/** The reference from the document that the app serves. Credentials that are typed into it are in its memory alone. */
export default function ApiReference() {
  const styles = useStyles();
  const t = useTranslations('developers');
  const document = useQuery({ queryKey: ['openapi'], queryFn: readDocument, staleTime: Number.POSITIVE_INFINITY });
  useDarkViewer();
  return (
    <div className={styles.reference}>
      <Text>
        {t.rich('referenceText', {
          file: (text) => (
            <Link href="/openapi.yaml" download>
              {text}
            </Link>
          ),
        })}
      </Text>
      <Loaded query={document}>
        {(text) => (
          <div className={styles.viewer}>
            <SwaggerUI
              spec={text}
              docExpansion="none"
              defaultModelsExpandDepth={-1}
              filter
              displayRequestDuration
              requestInterceptor={asCaller as never}
              plugins={plugins}
            />
          </div>
        )}
      </Loaded>
    </div>
  );
}

/** The viewer has a dark look, which a class of the document turns on. */
function useDarkViewer() {
  const { shown } = useTheme();
  useEffect(() => {
    const { classList } = window.document.documentElement;
    classList.toggle('dark-mode', shown !== 'light');
    return () => classList.remove('dark-mode');
  }, [shown]);
}
