"""The intermediate representation: a policy as typed, frozen values. What everything after loading works on."""
