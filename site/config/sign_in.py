"""Tables for signing in: passwords, limits, and our forms in plain words. `settings.py` wires them."""

PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "core.passwords.NotAboutUs"},
]

# A council's offices share one address, so limits by address are wide and those by account are narrow (security row 26).
RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "request_login_code": "60/m/ip,3/m/key,20/h/key",
    "reset_password": "60/m/ip,3/m/key,10/h/key",
    "reset_password_from_key": "60/m/ip",
    "signup": "20/m/ip",
}
FORMS = {
    "login": "core.forms.sign_in.SignIn",
    "request_login_code": "core.forms.sign_in.AskForCode",
    "confirm_login_code": "core.forms.sign_in.TypeCode",
    "confirm_email_verification_code": "core.forms.sign_in.TypeEmailCode",
    "reauthenticate": "core.forms.sign_in.ConfirmPassword",
    "change_password": "core.forms.sign_in.ChangePassword",
    "set_password": "core.forms.sign_in.SetPassword",
    "reset_password": "core.forms.sign_in.AskForNewPassword",
    "reset_password_from_key": "core.forms.sign_in.NewPassword",
    "change_email": "core.forms.sign_in.ChangeEmail",
    "add_email": "core.forms.sign_in.AddEmail",
}
SECOND_STEP_FORMS = {
    "authenticate": "core.forms.second_step.Authenticate",
    "reauthenticate": "core.forms.second_step.Reauthenticate",
    "activate_totp": "core.forms.second_step.ActivateApp",
    "authenticate_webauthn": "core.forms.second_step.AuthenticateByKey",
    "login_webauthn": "core.forms.second_step.EnterByKey",
    "reauthenticate_webauthn": "core.forms.second_step.ConfirmByKey",
    "add_webauthn": "core.forms.second_step.AddKey",
    "edit_webauthn": "core.forms.second_step.RenameKey",
}
