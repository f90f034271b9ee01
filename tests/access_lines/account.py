"""Signing in, one's own account, and doors that are closed."""

from tests.access_verdicts import WAGTAILS, Row, doorway, everybody, nobody, signed_in

_BEFORE = (
    "account_login account_inactive account_reset_password account_reset_password_done account_request_login_code "
    "socialaccount_login_cancelled socialaccount_login_error"
)
_STEPS = (
    "account_logout account_email_verification_sent account_reset_password_from_key account_reset_password_from_key_done "
    "account_confirm_login_code account_reauthenticate mfa_authenticate mfa_login_webauthn mfa_reauthenticate mfa_reauthenticate_webauthn"
)
_OWN_ACCOUNT = (
    "account_email account_change_password account_set_password mfa_index mfa_activate_totp mfa_deactivate_totp "
    "mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes mfa_list_webauthn "
    "mfa_add_webauthn mfa_remove_webauthn mfa_edit_webauthn socialaccount_connections usersessions_list"
)
_CLOSED = "account_signup socialaccount_signup openid_connect_login openid_connect_callback"
LINES: dict[str, Row] = {
    **dict.fromkeys(_BEFORE.split(), everybody()),
    **dict.fromkeys(_STEPS.split(), doorway()),
    **dict.fromkeys(_OWN_ACCOUNT.split(), signed_in()),
    **dict.fromkeys(_CLOSED.split(), nobody()),
    "invitation": everybody("invitation"),
    "account/oidc/<str:provider_id>/login/": nobody(),  # only where single sign-on is set up
    "account/social/login/cancelled/": everybody(),
    "account/social/login/error/": everybody(),
    "account/social/signup/": nobody(),
    "account/social/connections/": doorway(),
    "admin/login/": nobody(),
    "_util/login/": nobody(),
    "^admin/(?:users|groups)/": nobody(),
    "admin/test404/": Row(WAGTAILS),
    "admin/^.*/$": nobody(),
    "wagtailadmin_logout": doorway(),
}
