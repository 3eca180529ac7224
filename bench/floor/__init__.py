"""The floor: session, authentication, CSRF, a rendered template and one statement a row that must be written."""
