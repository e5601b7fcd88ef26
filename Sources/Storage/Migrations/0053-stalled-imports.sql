-- Tables that were begun and that nobody went on with are ended, too.
CREATE INDEX sheet_imports_taking ON sheet_imports (accepted_at) WHERE state = 'taking';
